import { type Observable, merge, take, throwError } from 'rxjs'
import type { OmmError } from '../errors.js'
import { LoginError } from '../errors.js'
import { paces, verdictOn, type Circumstances } from '../recovery/table.js'
import { backoffDelay, type Backoff } from '../time/backoff.js'
import type { Clock } from '../time/clock.js'
import { waitUntil } from '../time/wait-until.js'
import type { Token } from '../token/token.js'

/** One attempt at a session, and what became of it. */
export interface Trial {
  readonly startedAt: number
  /** The newest token that the source gave; `undefined` before the first, and for a login by name. */
  token: Token | undefined
  /** When the login was accepted; `undefined` if it was not. */
  readyAt: number | undefined
}

/** What recovery needs. Times are in milliseconds. */
export interface RecoveryOptions {
  readonly backoff: Backoff
  readonly clock: Clock
  readonly random: () => number
  /** Cuts a wait short. */
  readonly online$: Observable<unknown>
  readonly refuseToken: (token: Token) => void
  readonly nextEndpoint: () => void
  readonly onWait: (attempt: number, delay: number, cause: OmmError) => void
}

/** A session must have lasted this long before its loss counts as the first failure and not as a further one. */
const lasting = 10_000

/** Rows of like failures: a login that is refused for another reason starts a new row. */
const rowOf = (error: OmmError): string =>
  error instanceof LoginError ? `${error.code} ${error.state?.code ?? ''}` : error.code

const retryAfter = (error: OmmError): number =>
  'retryAfter' in error && typeof error.retryAfter === 'number' ? error.retryAfter : 0

/**
 * Remembers how attempts have failed, and waits as long as the table of failures says. Made anew for each run of
 * a consumer.
 */
export const createRecovery = (options: RecoveryOptions) => {
  const { clock, random } = options
  const pacing = paces(options.backoff)
  let attempt = 0
  let repeats = 0
  let row = ''
  let everReady = false

  const note = (error: OmmError, trial: Trial): Circumstances => {
    const live = trial.readyAt !== undefined
    everReady ||= live
    // Not `resetOnSuccess` of retry, which a server that accepts a login and drops it at once would defeat.
    if (trial.readyAt !== undefined && clock() - trial.readyAt >= lasting) {
      attempt = 0
      row = ''
    }
    repeats = row === rowOf(error) ? repeats + 1 : 1
    row = rowOf(error)
    const { token } = trial
    return {
      everReady,
      live,
      tokenReused: token !== undefined && token.issuedAt < trial.startedAt,
      tokenExpired: token !== undefined && token.expiresAt <= clock(),
      repeats,
    }
  }

  /** Emits when it is time for the next attempt; errors when there shall be none. For `retry({ delay })`. */
  const beforeNextAttempt = (cause: OmmError, trial: Trial): Observable<unknown> => {
    const verdict = verdictOn(cause, note(cause, trial))
    if (verdict.fatal) return throwError(() => cause)
    if (verdict.renew && trial.token !== undefined) options.refuseToken(trial.token)
    if (verdict.nextEndpoint) options.nextEndpoint()
    const delay = Math.max(backoffDelay(pacing[verdict.pace], attempt, random), retryAfter(cause))
    attempt += 1
    options.onWait(attempt, delay, cause)
    return merge(waitUntil(clock() + delay, clock), options.online$).pipe(take(1))
  }

  return { beforeNextAttempt }
}
