import {
  type Observable,
  Subject,
  concat,
  defer,
  filter,
  finalize,
  isObservable,
  map,
  of,
  share,
  startWith,
  switchMap,
} from 'rxjs'
import { TokenError } from '../errors.js'
import { type Clock, defaultClock } from '../time/clock.js'
import { deliver, type Notice } from './notice.js'
import { refusals } from './refusals.js'
import type { Token, TokenSource } from './token.js'

/**
 * Makes a token source of a bare observable; a source is given back as it is. All subscribers share one
 * subscription to the observable. Expired tokens are passed over. After a token was refused the next
 * subscriber causes the observable to be subscribed to anew; should it give the same token again, that is a
 * {@link TokenError} `token-refused`. An observable that completes without a token that can be used gives
 * `token-expired` where it had one, else `no-token`. Its own errors pass.
 */
export const tokenSource = (
  input: TokenSource | Observable<Token>,
  clock: Clock = defaultClock,
): TokenSource => {
  if (!isObservable(input)) return input
  const refused = refusals()
  const restarts = new Subject<void>()
  let latest: Token | undefined

  const isExpired = (token: Token): boolean => token.expiresAt <= clock()
  const isUsable = (token: Token): boolean => !isExpired(token) && !refused.has(token)

  const noticeOf = (token: Token): Notice | undefined => {
    latest = token
    if (refused.has(token)) {
      const text = 'the token observable gave again a token that the server had refused'
      return { kind: 'failure', cause: new TokenError('token-refused', text), fatal: false }
    }
    return isExpired(token) ? undefined : { kind: 'token', token }
  }

  const ended = (): Notice => {
    const cause =
      latest === undefined
        ? new TokenError('no-token', 'the token observable completed without a token')
        : new TokenError('token-expired', 'the token observable gave only tokens that had expired')
    latest = undefined
    return { kind: 'done', cause }
  }

  const once = (): Observable<Notice | undefined> =>
    defer(() => {
      latest = undefined
      return concat(
        input.pipe(map(noticeOf)),
        defer(() => of(ended())),
      )
    })

  const run$ = restarts.pipe(
    startWith(undefined),
    switchMap(once),
    filter((notice) => notice !== undefined),
    finalize(() => {
      latest = undefined
    }),
    share(),
  )

  const token$ = defer(() => {
    const before = latest
    if (before !== undefined && isUsable(before)) return deliver(run$, { token: before })
    return deliver(run$, {
      onWaiting: () => {
        // The run was there before this subscriber, and what it last gave is of no use.
        if (before !== undefined && before === latest) restarts.next()
      },
    })
  })

  return {
    token$,
    refuse: (token) => {
      refused.add(token)
    },
  }
}
