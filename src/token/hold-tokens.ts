import { Observable, Subscription } from 'rxjs'
import type { Token } from './token.js'

/** Tokens that stay subscribed to between the sessions of a consumer. */
export interface HeldTokens {
  readonly token$: Observable<Token>
  /** Lets go of the source: timers end and a request under way is aborted. */
  release(): void
}

/**
 * Keeps the last subscription to a token source alive until the next one takes over. Without it the end of a
 * session would abort a renewal that is under way, and with it throw away the refresh token that the answer
 * brings; with it, an answer that arrives between two sessions is there for the next login.
 */
export const holdTokens = (token$: Observable<Token>): HeldTokens => {
  let held: Subscription | undefined
  return {
    token$: new Observable((subscriber) => {
      const previous = held
      // Known before it is filled: what a token sets off at once may release it, or take over from it.
      const current = new Subscription()
      held = current
      const source = token$.subscribe({
        next: (token) => {
          subscriber.next(token)
        },
        error: (error: unknown) => {
          subscriber.error(error)
        },
        complete: () => {
          subscriber.complete()
        },
      })
      current.add(source)
      // After the new subscription, so that a shared source never sees its last subscriber leave.
      previous?.unsubscribe()
    }),
    release: () => {
      held?.unsubscribe()
    },
  }
}
