import { ConnectionError, LoginError, OmmError, TokenError } from '../errors.js'
import type { Backoff } from '../time/backoff.js'

/**
 * How soon to try again.
 *
 * - `now`: at once; a refused token is replaced this way, one time
 * - `soon`: within a quarter of a second; a session in good order was closed by the server
 * - `backoff`: growing from about a second; network and servers that come and go
 * - `logout`: growing from some seconds; the server has thrown us out and may not be back yet
 * - `slow`: growing from half a minute to ten; only time or a human cures it
 */
export type Pace = 'now' | 'soon' | 'backoff' | 'logout' | 'slow'

/** What a failure leads to. */
export type Verdict =
  | { readonly fatal: true }
  | {
      readonly fatal: false
      readonly pace: Pace
      /** The token is dropped and never sent again; the next attempt gets another one. */
      readonly renew: boolean
      /** The next attempt goes to the next endpoint. */
      readonly nextEndpoint: boolean
    }

/** What is known about the attempt that failed. */
export interface Circumstances {
  /** A login of this consumer was accepted before, now or earlier. */
  readonly everReady: boolean
  /** The login was accepted on the very connection that failed. */
  readonly live: boolean
  /** The token was not new: it had been acquired before this attempt began. */
  readonly tokenReused: boolean
  /** The token is past its life. */
  readonly tokenExpired: boolean
  /** How many failures with the same code came in a row, this one included; a lasting login ends the row. */
  readonly repeats: number
}

const fatal: Verdict = { fatal: true }

const retry = (pace: Pace, what: { renew?: boolean; nextEndpoint?: boolean } = {}): Verdict => ({
  fatal: false,
  pace,
  renew: what.renew ?? false,
  nextEndpoint: what.nextEndpoint ?? false,
})

const retryOrEnd = (goOn: boolean, verdict: Verdict): Verdict => (goOn ? verdict : fatal)

/** Close codes by which a server says that it dislikes what we sent. */
const protocolCloseCodes: readonly (number | undefined)[] = [1003, 1007, 1008, 1009]

const lostConnection = (error: ConnectionError, { live, repeats }: Circumstances): Verdict => {
  if (!live) return retry('backoff', { nextEndpoint: true, renew: repeats % 3 === 0 })
  if (protocolCloseCodes.includes(error.closeCode) && repeats >= 3) return retry('slow')
  const orderly = error.closeCode === 1000 || error.closeCode === 1001
  return retry(orderly && repeats === 1 ? 'soon' : 'backoff')
}

/** A former session of ours, or a second login, is in the way: a new token would not help. */
const pendingLogin = /pending login/i

const tokenMentioned = /token|authenticat/i

/**
 * The login was closed. Decided by the code of the state; the text only widens what counts as the fault of a
 * reused token, because replacing a good token does little harm and keeping a bad one does much.
 */
const closedLogin = (error: LoginError, circumstances: Circumstances): Verdict => {
  const { everReady, live, tokenReused, tokenExpired, repeats } = circumstances
  const code = error.state?.code ?? 'None'
  const text = error.state?.text ?? ''
  if (live && tokenExpired) return retry('soon', { renew: true })
  if (code === 'UsageError' && pendingLogin.test(text)) return retry('slow')
  const blamesToken =
    code === 'Error' || code === 'NotEntitled' || code === 'UsageError' || tokenMentioned.test(text)
  // Once only: a source whose tokens are all older than the attempt must not make a tight loop of it.
  if (tokenReused && !live && blamesToken && repeats === 1) return retry('now', { renew: true })
  switch (code) {
    case 'NotEntitled':
      return retryOrEnd(everReady, retry('logout', { renew: true }))
    case 'Error':
      return live ? retry('soon', { renew: true }) : retryOrEnd(repeats <= 5, retry('slow', { renew: true }))
    case 'UserUnknownToPermSys':
    case 'UserAccessToAppDenied':
    case 'AppAuthorizationFailed':
      return retryOrEnd(repeats === 1, retry('slow', { renew: true }))
    case 'ExceededMaxMountsPerUser':
    case 'MaxLoginsReached':
    case 'DacsDown':
      return retry('slow')
    default:
      return retry(live ? 'logout' : 'slow', { renew: true })
  }
}

/**
 * The one table that says what every failure leads to. Whatever is not named here is fatal: a mistake in a
 * program is not cured by repeating it.
 *
 * Not in the table, because they never end a session: an item or a service that is suspect or closed, a frame
 * that is not JSON, an `Error` message about one request, a token renewal that fails while the token lives.
 *
 * A `switch` and not ts-pattern: every application carries this table, and few use the package for anything else; it
 * would make them 2.6 kB larger.
 */
export const verdictOn = (error: unknown, circumstances: Circumstances): Verdict => {
  if (!(error instanceof OmmError)) return fatal
  const { everReady, repeats } = circumstances
  switch (error.code) {
    case 'credentials-refused':
      return retryOrEnd(error instanceof TokenError && error.proven && repeats <= 3, retry('slow'))
    case 'session-quota':
    case 'token-throttled':
    case 'discovery-throttled':
      return retry('slow')
    case 'token-unavailable':
    case 'discovery-unavailable':
      return retry('backoff')
    case 'credentials-callback':
      return retryOrEnd(everReady || repeats < 5, retry('backoff'))
    case 'token-expired':
      return retry(repeats === 1 ? 'now' : 'backoff', { renew: true })
    case 'discovery-refused':
      return repeats === 1
        ? retry('now', { renew: true })
        : retryOrEnd(everReady && repeats <= 4, retry('slow', { renew: true }))
    case 'no-endpoint':
      return retryOrEnd(everReady || repeats <= 3, retry('backoff'))
    case 'subprotocol-refused':
      return retryOrEnd(everReady || repeats < 3, retry('backoff', { nextEndpoint: true }))
    case 'connect-failed':
    case 'connect-timeout':
    case 'peer-silent':
    case 'login-timeout':
    case 'login-closed-recover':
      return retry('backoff', { nextEndpoint: true })
    case 'connection-lost':
      return error instanceof ConnectionError ? lostConnection(error, circumstances) : fatal
    case 'login-closed':
      return error instanceof LoginError ? closedLogin(error, circumstances) : fatal
    default:
      return fatal
  }
}

/** The delays behind each {@link Pace}, in milliseconds; `backoff` is the consumer's to choose. */
export const paces = (backoff: Backoff): Readonly<Record<Pace, Backoff>> => ({
  now: { base: 0, cap: 0 },
  soon: { base: 250, cap: 250 },
  backoff,
  logout: { base: 15_000, cap: 600_000, floor: 5_000 },
  slow: { base: 30_000, cap: 600_000, floor: 1_000 },
})
