import {
  type Observable,
  NEVER,
  Subject,
  catchError,
  defer,
  filter,
  finalize,
  map,
  of,
  repeat,
  share,
  startWith,
  switchMap,
  take,
  takeWhile,
  tap,
  throwError,
} from 'rxjs'
import { TokenError } from '../errors.js'
import { waitUntil } from '../time/wait-until.js'
import type { Grant } from './grant.js'
import { deliver, type Notice } from './notice.js'
import { renewalPlan, type RenewalOptions } from './renewal-plan.js'
import type { Token, TokenSource } from './token.js'

/** What a source that renews its tokens is made of. Its own errors are TokenErrors; any other is fatal. */
export interface RenewingOptions extends Omit<RenewalOptions, 'isHeld'> {
  /** Asks for a token with the credentials. A refusal that is not `proven` is final. */
  readonly acquire: () => Observable<Grant>
  /** Asks for a token with a refresh token. */
  readonly refresh?: (refreshToken: string) => Observable<Grant>
}

/**
 * A token source that keeps its token alive as long as somebody is subscribed: the life of V1 tokens.
 *
 * All subscribers share one run of the loop, and so at most one request is under way. A subscriber without a
 * token hears of every failure as an error, and decides itself when to come back; one that has a token hears
 * only of fatal ones, and the loop tries again by itself. What must outlast subscriptions (the token, how
 * often credentials were refused, how long to leave the service alone) is kept in the source.
 */
export const renewingSource = (options: RenewingOptions): TokenSource => {
  const { acquire, refresh, clock } = options
  const kicks = new Subject<void>()
  let holders = 0
  const plan = renewalPlan({ ...options, isHeld: () => holders > 0 })

  const attempt = (): Observable<Notice | undefined> => {
    const refreshToken = plan.step().renew ? plan.refreshToken() : undefined
    const renewing = refresh !== undefined && refreshToken !== undefined
    return (renewing ? refresh(refreshToken) : acquire()).pipe(
      take(1),
      map((answer) => plan.answered(answer, renewing)),
      catchError((error: unknown) => {
        if (!(error instanceof TokenError)) throw error
        return of(plan.failed(error, renewing))
      }),
    )
  }

  const round = (): Observable<Notice | undefined> =>
    plan.stopped() !== undefined
      ? NEVER
      : kicks.pipe(
          startWith(undefined),
          switchMap(() => waitUntil(plan.step().at, clock)),
          // Past the wait, kicks are not listened to: whoever comes now gets the answer that is under way.
          take(1),
          switchMap(attempt),
        )

  const run$ = defer(round).pipe(
    repeat(),
    filter((notice) => notice !== undefined),
    takeWhile((notice) => notice.kind !== 'failure' || !notice.fatal, true),
    share(),
  )

  const subscribed = (): Observable<Token> => {
    const token = plan.usable()
    if (token !== undefined) return deliver(run$, { token })
    const stopped = plan.stopped()
    if (stopped !== undefined) return throwError(() => stopped)
    // Before the run may start. A run that waits already is told by the kick.
    plan.hurry()
    return deliver(run$, {
      onWaiting: () => {
        kicks.next()
      },
    })
  }

  const token$ = defer(() => {
    let holds = false
    return subscribed().pipe(
      tap(() => {
        if (!holds) holders += 1
        holds = true
      }),
      finalize(() => {
        if (holds) holders -= 1
      }),
    )
  })

  return {
    token$,
    events$: plan.events$,
    refuse: (token) => {
      plan.refuse(token)
    },
    renewBy: (token, at) => {
      plan.renewBy(token, at)
      // The wait begins anew; a request that is under way is left alone.
      kicks.next()
    },
  }
}
