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
import { type Backoff, backoffDelay } from '../time/backoff.js'
import type { Clock } from '../time/clock.js'
import { waitUntil } from '../time/wait-until.js'
import type { Grant } from './grant.js'
import { deliver, type Notice } from './notice.js'
import { refusals } from './refusals.js'
import type { Token, TokenEvent, TokenGrant, TokenSource } from './token.js'

/** What a source that renews its tokens is made of. Its own errors are TokenErrors; any other is fatal. */
export interface RenewingOptions {
  readonly grant: TokenGrant
  /** Asks for a token with the credentials. A refusal that is not `proven` is final. */
  readonly acquire: () => Observable<Grant>
  /** Asks for a token with a refresh token. */
  readonly refresh?: (refreshToken: string) => Observable<Grant>
  /** Part of its life after which a token is renewed. */
  readonly renewAt: number
  /** What follows a renewal that failed for want of an answer. */
  readonly refreshRetry: 'password' | 'refresh-first'
  readonly clock: Clock
  readonly random: () => number
}

const backoff: Backoff = { base: 1_000, cap: 30_000 }
const slow: Backoff = { base: 30_000, cap: 600_000 }

/** Shortest time from one renewal to the next, in milliseconds, whatever lifetime a service tells. */
const leastBetween = 1_000

/** Wait after credentials that had worked were refused, in milliseconds. They are tried once more, no more. */
const refusedWait = 60_000

/** Part of a token's life up to which `refresh-first` goes on trying the refresh token. */
const refreshFirstUntil = 0.95

/** Renewals that must be refused, and token lives in which, before another program is suspected. */
const suspicious = 3

/**
 * A token source that keeps its token alive as long as somebody is subscribed: the life of V1 tokens.
 *
 * All subscribers share one run of the loop, and so at most one request is under way. A subscriber without a
 * token hears of every failure as an error, and decides itself when to come back; one that has a token hears
 * only of fatal ones, and the loop tries again by itself. What must outlast subscriptions (the token, how
 * often credentials were refused, how long to leave the service alone) is kept in the source.
 */
export const renewingSource = (options: RenewingOptions): TokenSource => {
  const { grant, acquire, refresh, renewAt, refreshRetry, clock, random } = options
  const refused = refusals()
  const events = new Subject<TokenEvent>()
  const kicks = new Subject<void>()

  let cached: Token | undefined
  let refreshToken: string | undefined
  /** Lifetime that the last answer to the credentials told; a renewal that tells another one is no good. */
  let original = 0
  let failures = 0
  let refusedRenewals: readonly number[] = []
  let stopped: TokenError | undefined
  /** The service is left alone until then, whoever asks. */
  let notBefore = 0
  let plan: { readonly at: number; readonly renew: boolean } = { at: 0, renew: false }
  /** Subscribers that have a token: for them the loop goes on after a failure. */
  let holders = 0

  const usable = (): Token | undefined =>
    // A token from the future means that the clock was set back: its end cannot be told any more.
    cached !== undefined && cached.issuedAt <= clock() && clock() < cached.expiresAt ? cached : undefined

  const pace = (shape: Backoff, retryAfter = 0): number =>
    Math.max(leastBetween, retryAfter, backoffDelay(shape, failures, random))

  const succeed = (
    { token, askedAt, expiresIn, refreshToken: next }: Grant,
    renewed: boolean,
  ): Notice | undefined => {
    const { expiresAt } = token
    const known = usable()?.equals(token) === true
    if (!renewed) original = expiresIn
    cached = token
    refreshToken = next
    failures = 0
    const due = askedAt + renewAt * expiresIn * 1000
    plan = { at: Math.max(due, clock() + leastBetween), renew: next !== undefined }
    events.next(
      renewed ? { event: 'token.renewed', expiresAt } : { event: 'token.acquired', grant, expiresAt },
    )
    // A back end may hand out what it has already handed out: no news for a session.
    return known ? undefined : { kind: 'token', token }
  }

  /** The refresh token is close to its end: its answer is not used, and the credentials are sent at once. */
  const discard = (expiresIn: number): undefined => {
    refreshToken = undefined
    plan = { at: clock(), renew: false }
    events.next({ event: 'token.discarded', expiresIn, original })
  }

  const end = (cause: TokenError): Notice => {
    events.next({ event: 'token.failed', cause })
    return { kind: 'failure', cause, fatal: true }
  }

  const retryIn = (delay: number, cause: TokenError, renew = false): Notice => {
    failures += 1
    plan = { at: clock() + delay, renew }
    events.next({ event: 'token.failed', cause, ...(holders === 0 ? {} : { nextTryAt: plan.at }) })
    return { kind: 'failure', cause, fatal: false }
  }

  const refuseRenewal = (cause: TokenError): undefined => {
    const now = clock()
    refusedRenewals = [...refusedRenewals.filter((at) => now - at < suspicious * original * 1000), now]
    refreshToken = undefined
    if (refusedRenewals.length < suspicious) {
      plan = { at: now, renew: false }
    } else {
      // Each sign-on throws the other program out, which signs on again. Slower is all that can be done here.
      refusedRenewals = []
      plan = { at: now + pace(slow), renew: false }
      events.next({ event: 'token.shared-suspected' })
    }
    events.next({ event: 'token.failed', cause, nextTryAt: plan.at })
  }

  const fail = (cause: TokenError, renewing: boolean): Notice | undefined => {
    switch (cause.code) {
      case 'token-stopped':
        stopped = cause
        events.next({ event: 'token.stopped', cause, deadline: cached?.expiresAt ?? clock() })
        return { kind: 'failure', cause, fatal: false }
      case 'credentials-refused':
        if (renewing) return refuseRenewal(cause)
        if (!cause.proven) return end(cause)
        notBefore = clock() + refusedWait
        return retryIn(refusedWait, cause)
      case 'session-quota':
      case 'token-throttled':
        notBefore = clock() + (cause.retryAfter ?? 0)
        return retryIn(cause.retryAfter ?? pace(slow), cause)
      case 'token-unavailable':
      case 'credentials-callback':
      case 'token-expired':
      case 'token-refused': {
        notBefore = clock() + (cause.retryAfter ?? 0)
        const lived = cached === undefined ? 1 : (clock() - cached.issuedAt) / (original * 1000)
        const again = renewing && refreshRetry === 'refresh-first' && lived < refreshFirstUntil
        return retryIn(pace(backoff, cause.retryAfter), cause, again)
      }
      default:
        return end(cause)
    }
  }

  const judge = (answer: Grant, renewing: boolean): Notice | undefined => {
    if (renewing && answer.expiresIn !== original) return discard(answer.expiresIn)
    if (refused.has(answer.token)) {
      return fail(
        new TokenError('token-refused', 'the token service gave again a token that the server had refused'),
        renewing,
      )
    }
    if (answer.token.expiresAt <= clock()) {
      return fail(new TokenError('token-expired', 'the token had expired when it came'), renewing)
    }
    return succeed(answer, renewing)
  }

  const attempt = (): Observable<Notice | undefined> => {
    const renewing = plan.renew && refresh !== undefined && refreshToken !== undefined
    return (renewing ? refresh(refreshToken ?? '') : acquire()).pipe(
      take(1),
      map((answer) => judge(answer, renewing)),
      catchError((error: unknown) => {
        if (!(error instanceof TokenError)) throw error
        return of(fail(error, renewing))
      }),
    )
  }

  const round = (): Observable<Notice | undefined> =>
    stopped !== undefined
      ? NEVER
      : kicks.pipe(
          startWith(undefined),
          switchMap(() => waitUntil(plan.at, clock)),
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
    const token = usable()
    if (token !== undefined) return deliver(run$, { token })
    if (stopped !== undefined) {
      const cause = stopped
      return throwError(() => cause)
    }
    // Set before the run may start. A run that waits already is told by the kick.
    plan = { at: notBefore, renew: false }
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
    events$: events.asObservable(),
    refuse: (token) => {
      refused.add(token)
      if (cached?.equals(token) !== true) return
      cached = undefined
      refreshToken = undefined
    },
  }
}
