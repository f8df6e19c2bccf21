import { Subject, type Observable } from 'rxjs'
import { TokenError } from '../errors.js'
import { type Backoff, backoffDelay } from '../time/backoff.js'
import type { Clock } from '../time/clock.js'
import type { Grant } from './grant.js'
import type { Notice } from './notice.js'
import { refusals } from './refusals.js'
import { backoff, leastBetween, refreshFirstUntil, refusedWait, slow } from './renewal-paces.js'
import { sharingWatch } from './sharing-watch.js'
import type { Token, TokenEvent, TokenGrant } from './token.js'

/** What the plan of a renewing source depends on. */
export interface RenewalOptions {
  readonly grant: TokenGrant
  /** Part of its life after which a token is renewed. */
  readonly renewAt: number
  /** What follows a renewal that failed for want of an answer. */
  readonly refreshRetry: 'password' | 'refresh-first'
  readonly clock: Clock
  readonly random: () => number
  /** True while somebody has a token, so that the source itself tries again after a failure. */
  readonly isHeld: () => boolean
}

/** The next request for a token. */
export interface Step {
  /** In milliseconds since 1970. */
  readonly at: number
  /** With the refresh token rather than the credentials. */
  readonly renew: boolean
}

/** What a renewing source knows and means to do next. It lives as long as the source and holds no timer. */
export interface RenewalPlan {
  readonly events$: Observable<TokenEvent>
  /** The token that may be used now. */
  usable(): Token | undefined
  /** Why no token is asked for any more. */
  stopped(): TokenError | undefined
  step(): Step
  refreshToken(): string | undefined
  /** Somebody needs a token and there is none: the credentials are sent as soon as the service may be asked. */
  hurry(): void
  /** Take an answer, or a failure, into account; give what subscribers are to be told. */
  answered(answer: Grant, renewing: boolean): Notice | undefined
  failed(cause: TokenError, renewing: boolean): Notice | undefined
  refuse(token: Token): void
  /** A server wants another token in place of this one by then. */
  renewBy(token: Token, at: number): void
}

/** An empty plan: the first request is sent with the credentials, as soon as somebody wants a token. */
export const renewalPlan = (options: RenewalOptions): RenewalPlan => {
  const { grant, renewAt, refreshRetry, clock, random, isHeld } = options
  const refused = refusals()
  const watch = sharingWatch()
  const events = new Subject<TokenEvent>()

  let cached: Token | undefined
  let refreshToken: string | undefined
  /** Lifetime that the last answer to the credentials told; a renewal that tells another one is no good. */
  let original = 0
  let failures = 0
  let stopped: TokenError | undefined
  /** The service is left alone for `wait` up to `until`, whoever asks. */
  let guard = { until: 0, wait: 0 }
  let plan: Step = { at: 0, renew: false }

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
  const discard = (expiresIn: number): void => {
    refreshToken = undefined
    plan = { at: clock(), renew: false }
    events.next({ event: 'token.discarded', expiresIn, original })
  }

  /** Tells of a failure, and of the next try where that comes by itself. */
  const tellFailed = (cause: TokenError, renewing: boolean, nextTryAt?: number): void => {
    events.next({
      event: 'token.failed',
      grant: renewing ? 'refresh_token' : grant,
      cause,
      ...(nextTryAt === undefined ? {} : { nextTryAt }),
    })
  }

  const end = (cause: TokenError, renewing: boolean): Notice => {
    tellFailed(cause, renewing)
    return { kind: 'failure', cause, fatal: true }
  }

  const leaveAlone = (wait: number): void => {
    guard = { until: clock() + wait, wait }
  }

  /** @param renew - the next request is to be made with the refresh token as well */
  const retryIn = (delay: number, cause: TokenError, renewing: boolean, renew = false): Notice => {
    failures += 1
    plan = { at: clock() + delay, renew }
    tellFailed(cause, renewing, isHeld() ? plan.at : undefined)
    return { kind: 'failure', cause, fatal: false }
  }

  const refuseRenewal = (cause: TokenError): void => {
    refreshToken = undefined
    // Each sign-on throws the other program out, which signs on again. Slower is all that can be done here.
    const shared = watch.refused(clock(), original * 1000)
    plan = { at: clock() + (shared ? pace(slow) : 0), renew: false }
    if (shared) events.next({ event: 'token.shared-suspected' })
    tellFailed(cause, true, plan.at)
  }

  const failed = (cause: TokenError, renewing: boolean): Notice | undefined => {
    switch (cause.code) {
      case 'token-stopped':
        stopped = cause
        events.next({ event: 'token.stopped', cause, deadline: cached?.expiresAt ?? clock() })
        return { kind: 'failure', cause, fatal: false }
      case 'credentials-refused':
        if (renewing) {
          refuseRenewal(cause)
          return undefined
        }
        if (!cause.proven) return end(cause, renewing)
        leaveAlone(refusedWait)
        return retryIn(refusedWait, cause, renewing)
      case 'session-quota':
      case 'token-throttled':
        leaveAlone(cause.retryAfter ?? 0)
        return retryIn(cause.retryAfter ?? pace(slow), cause, renewing)
      case 'token-unavailable':
      case 'credentials-callback':
      case 'token-expired':
      case 'token-refused': {
        leaveAlone(cause.retryAfter ?? 0)
        const delay = pace(backoff, cause.retryAfter)
        // Judged by when the renewal would be tried again.
        const lived = cached === undefined ? 1 : (clock() + delay - cached.issuedAt) / (original * 1000)
        return retryIn(
          delay,
          cause,
          renewing,
          renewing && refreshRetry === 'refresh-first' && lived < refreshFirstUntil,
        )
      }
      default:
        return end(cause, renewing)
    }
  }

  const answered = (answer: Grant, renewing: boolean): Notice | undefined => {
    if (renewing && answer.expiresIn !== original) {
      discard(answer.expiresIn)
      return undefined
    }
    if (refused.has(answer.token)) {
      return failed(
        new TokenError('token-refused', 'the token service gave again a token that the server had refused'),
        renewing,
      )
    }
    if (answer.token.expiresAt <= clock()) {
      return failed(new TokenError('token-expired', 'the token had expired when it came'), renewing)
    }
    return succeed(answer, renewing)
  }

  return {
    events$: events.asObservable(),
    usable,
    stopped: () => stopped,
    step: () => plan,
    refreshToken: () => refreshToken,
    hurry: () => {
      // No longer than the guard was meant to last, should the clock have been set back since.
      plan = { at: Math.min(guard.until, clock() + guard.wait), renew: false }
    },
    answered,
    failed,
    refuse: (token) => {
      refused.add(token)
      if (cached?.equals(token) !== true) return
      cached = undefined
      refreshToken = undefined
    },
    renewBy: (token, at) => {
      const left = at - clock()
      // A time that is past says that one of two clocks is wrong, and would have us ask without end.
      if (left <= 0 || cached?.equals(token) !== true) return
      const due = Math.max(clock() + Math.max(renewAt * left, leastBetween), guard.until)
      if (due < plan.at) plan = { ...plan, at: due }
    },
  }
}
