import type { Connection } from '../connection/connection.js'
import type { Clock } from '../time/clock.js'
import type { Token } from '../token/token.js'
import { loginReissue, loginRequest, type LoginAttributes, type LoginIdentity } from '../wire/build.js'
import { redactor } from './redact.js'
import type { SessionEvent } from './session-event.js'

/** What a login stands on, and what is sent to keep it. */
export interface Identity {
  /** The token that was sent last; `undefined` where none was. */
  sent(): Token | undefined
  /** Makes text of the server safe to show: without the tokens that it may repeat. */
  readonly clean: (raw: unknown) => string
  /** Logs in with a name. */
  logInBy(name: string): void
  /** Logs in with a token. */
  logInWith(token: Token): void
  /** Brings a newer token to the login. Nothing happens for the same one, and one that has expired is not sent. */
  renew(token: Token): void
  /** Takes note of when the server wants the next token, in milliseconds since 1970. */
  wantedBy(at: number): void
  /** Pauses or resumes all streams. */
  pause(paused: boolean): void
  /** The login is the server's own, and nothing is sent for it any more. */
  giveUp(): void
}

/** What an identity needs. */
export interface IdentityOptions {
  readonly connection: Connection
  readonly attributes: LoginAttributes
  readonly clock: Clock
  readonly report: (event: SessionEvent) => void
  /** Hears of it when the server wants a token in place of this one at a certain time. */
  readonly renewBy: ((token: Token, at: number) => void) | undefined
}

/** Starts without an identity, as a login from cookies does. */
export const createIdentity = (options: IdentityOptions): Identity => {
  const { connection, attributes, clock, report, renewBy } = options
  let identity: LoginIdentity | undefined
  let sent: Token | undefined
  /** The one that was sent last, and the one before: a server may well quote that, to say that it has run out. */
  let redact = redactor([])
  let isPaused = false
  /** The server says when it wants the next token, and so has to be asked again each time. */
  let hasDeadline = false
  let given = false

  const expired = (token: Token): boolean => {
    if (token.expiresAt > clock()) return false
    report({ event: 'login.reissue-skipped', tokenExpiresAt: token.expiresAt })
    return true
  }

  const logIn = (as: LoginIdentity): void => {
    identity = as
    connection.send(loginRequest(as, attributes))
  }

  return {
    sent: () => sent,
    clean: (raw) => redact(raw),
    logInBy: (name) => {
      logIn({ name })
    },
    logInWith: (token) => {
      sent = token
      redact = redactor([token])
      logIn({ token: token.reveal() })
    },
    renew: (token) => {
      if (given || sent?.equals(token) === true || expired(token)) return
      redact = redactor(sent === undefined ? [token] : [token, sent])
      sent = token
      identity = { token: token.reveal() }
      connection.send(loginReissue(identity, attributes, { paused: isPaused, answer: hasDeadline }))
      report({ event: 'login.reissued', tokenExpiresAt: token.expiresAt })
    },
    wantedBy: (at) => {
      if (sent === undefined) return
      hasDeadline = true
      renewBy?.(sent, at)
    },
    pause: (paused) => {
      if (isPaused === paused) return
      isPaused = paused
      if (given || identity === undefined) return
      // A reissue with a token that has run out would end the login; the next token brings the pause along.
      if (sent !== undefined && expired(sent)) return
      connection.send(loginReissue(identity, attributes, { paused }))
    },
    giveUp: () => {
      given = true
    },
  }
}
