import { Observable } from 'rxjs'
import type { TokenError } from '../errors.js'
import type { Token } from './token.js'

/** What a shared run of a token source tells all of its subscribers. */
export type Notice =
  | { readonly kind: 'token'; readonly token: Token }
  /** A request failed. Ends those who have no token yet; a `fatal` one ends all. */
  | { readonly kind: 'failure'; readonly cause: TokenError; readonly fatal: boolean }
  /** There will be no more tokens. Ends those who have one; the others get `cause`. */
  | { readonly kind: 'done'; readonly cause: TokenError }

/**
 * Makes one subscriber's stream of tokens from the notices of a run that many share.
 *
 * @param start - the `token` to begin with, where there is one; else `onWaiting` is called once the subscriber
 * listens and still has none
 */
export const deliver = (
  notices$: Observable<Notice>,
  { token, onWaiting }: { readonly token?: Token; readonly onWaiting?: () => void },
): Observable<Token> =>
  new Observable((subscriber) => {
    let served = token !== undefined
    const waits = (): boolean => !served && !subscriber.closed
    if (token) subscriber.next(token)
    // The first token may have made the subscriber leave.
    if (subscriber.closed) return
    subscriber.add(
      notices$.subscribe({
        next: (notice) => {
          switch (notice.kind) {
            case 'token':
              served = true
              subscriber.next(notice.token)
              break
            case 'failure':
              if (notice.fatal || !served) subscriber.error(notice.cause)
              break
            case 'done':
              if (served) subscriber.complete()
              else subscriber.error(notice.cause)
          }
        },
        error: (error: unknown) => {
          subscriber.error(error)
        },
      }),
    )
    if (waits()) onWaiting?.()
  })
