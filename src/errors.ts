import type { Fault } from './wire/fault.js'
import type { NakCode } from './wire/nak-code.js'
import type { State } from './wire/state.js'

/** Codes of a {@link TokenError}: what went wrong on the way to a token. */
export type TokenErrorCode =
  /** The token service does not accept the credentials (HTTP 400 or 401). */
  | 'credentials-refused'
  /** Another session holds the machine ID and exclusive sign-on was not asked for. */
  | 'session-quota'
  /** HTTP 403, 404, 410 or 451: asking again is pointless. */
  | 'token-stopped'
  /** HTTP 429: asked too often. */
  | 'token-throttled'
  /** No usable answer: network, time-out, HTTP 5xx, or a body that is not a token. */
  | 'token-unavailable'
  /** The callback that supplies credentials or tokens threw, timed out or gave nothing usable. */
  | 'credentials-callback'
  /** The source gave an expired token, or its token expired on the way to the login. */
  | 'token-expired'
  /** The source gave again a token that the server had refused. */
  | 'token-refused'
  /** The source completed without any token. */
  | 'no-token'

/** Codes of a {@link DiscoveryError}: why there is no endpoint to connect to. */
export type DiscoveryErrorCode =
  /** The discovery service does not accept the token (HTTP 400 or 401). */
  | 'discovery-refused'
  /** HTTP 403, 404, 410 or 451: no entitlement, or the token lacks the scope. */
  | 'discovery-stopped'
  /** HTTP 429: asked too often. */
  | 'discovery-throttled'
  /** No usable answer: network, time-out, HTTP 5xx, or a body that is not a list of services. */
  | 'discovery-unavailable'
  /** The list is empty, or nothing in it can be used. */
  | 'no-endpoint'
  /** The list has no entry for the wanted region. */
  | 'no-region'

/** Codes that token service and discovery share: what was asked would put a credential at risk. */
export type TransportErrorCode =
  /** A redirect that would carry credentials to another host or into the clear. */
  | 'untrusted-redirect'
  /** A credential or token would travel unencrypted to a host that is not this machine. */
  | 'insecure-transport'

/** Codes of a {@link ConnectionError}: why there is no, or no longer, a WebSocket. */
export type ConnectionErrorCode =
  /** The socket did not open: name, network, TLS, or the upgrade was refused. */
  | 'connect-failed'
  /** The socket did not open in time. */
  | 'connect-timeout'
  /** The server did not choose the sub-protocol `tr_json2`. */
  | 'subprotocol-refused'
  /** The open socket was closed by the other side or by the network. */
  | 'connection-lost'
  /** The peer was silent for longer than the ping time-out. */
  | 'peer-silent'

/** Codes of a {@link LoginError}: how a login ended. */
export type LoginErrorCode =
  /** No answer to the login request in time. */
  | 'login-timeout'
  /** The login stream was closed: refused, thrown out, or the token ran out. */
  | 'login-closed'
  /** The login stream was closed, and the server says that trying again may help. */
  | 'login-closed-recover'

/** Codes of an {@link ItemError}: why a stream ended for good. */
export type ItemErrorCode =
  /** The server closed the item: not found, not entitled, wrong request. See the error's `state`. */
  | 'item-closed'
  /** The item is to be had under another key. See the error's `state`. */
  | 'item-redirected'
  /** The server could not read the request. */
  | 'request-not-understood'
  /** The request is larger than the server accepts. */
  | 'request-too-large'
  /** The service was not there, not up or not taking requests within `timeouts.service`. */
  | 'service-unavailable'

/** Codes of a {@link PostError}: what became of a post that was not accepted. */
export type PostErrorCode =
  /** The server or the source refused it: see `nakCode`. */
  | 'post-refused'
  /** The server could not read it: see `fault`. */
  | 'post-not-understood'
  /** It was sent, and no answer came in time: it may or may not have been accepted. */
  | 'post-timeout'
  /** It was sent, and the session or the stream ended before the answer: it may or may not have been accepted. */
  | 'post-lost'
  /** It was not sent: no session in time, too many posts outstanding, or the server takes none. */
  | 'post-not-sent'
  /** It is larger than the server accepts; not sent. */
  | 'post-too-large'

/** Codes of a {@link UsageError}: the library was used in a way that cannot work. */
export type UsageErrorCode =
  /** An option has the wrong type or value; the message says which. */
  | 'invalid-options'
  /** The consumer was closed. */
  | 'consumer-closed'
  /** The item that a message is to go to is not open on this consumer. */
  | 'item-not-open'

/** Every code that an error of this library can have. Codes are stable; texts are not. */
export type ErrorCode =
  | TokenErrorCode
  | DiscoveryErrorCode
  | TransportErrorCode
  | ConnectionErrorCode
  | LoginErrorCode
  | ItemErrorCode
  | PostErrorCode
  | UsageErrorCode

/**
 * Base of every error that this library emits or throws. Tell errors apart by `code`, which is stable.
 * No error carries a token, a password, a secret or a key, neither in its text nor in its members.
 *
 * @example
 * ```ts
 * import { OmmError, type Consumer } from 'rx-omm'
 *
 * declare const consumer: Consumer
 * consumer.item('EUR=').subscribe({
 *   error: (error: unknown) => {
 *     if (error instanceof OmmError && error.code === 'item-closed') console.log('no such item')
 *   },
 * })
 * ```
 */
export class OmmError extends Error {
  /** What happened, for machines. */
  readonly code: ErrorCode

  /** @internal */
  constructor(code: ErrorCode, message: string) {
    super(message)
    this.code = code
    this.name = new.target.name
  }
}

/** What an HTTP service said when it did not help. Times are in milliseconds. */
export interface HttpFailure {
  /** HTTP status, absent when there was no answer. */
  readonly status?: number
  /**
   * Least wait before the next request: what the service asked for (`Retry-After`), or half a minute where only
   * a human can help, as with certificates.
   */
  readonly retryAfter?: number
}

/** What is known about a request for a token that failed. Times are in milliseconds. */
export interface TokenFailure extends HttpFailure {
  /** See {@link TokenError.proven}. */
  readonly proven?: boolean
}

/**
 * No token could be had. Emitted by token sources.
 *
 * @example
 * ```ts
 * import { TokenError, type Consumer } from 'rx-omm'
 *
 * declare const consumer: Consumer
 * consumer.state$.subscribe((state) => {
 *   if (state.status !== 'failed' || !(state.cause instanceof TokenError)) return
 *   console.log(state.cause.code, state.cause.status, state.cause.proven ? 'worked before' : 'never worked')
 * })
 * ```
 */
export class TokenError extends OmmError implements TokenFailure {
  declare readonly code: TokenErrorCode | TransportErrorCode
  readonly status?: number
  readonly retryAfter?: number
  /**
   * True when these credentials have worked before, so that a refusal may pass. False when they never worked,
   * and when the source has made up its mind not to send them again.
   */
  readonly proven: boolean

  /** @internal */
  constructor(code: TokenErrorCode | TransportErrorCode, message: string, failure: TokenFailure = {}) {
    super(code, message)
    if (failure.status !== undefined) this.status = failure.status
    if (failure.retryAfter !== undefined) this.retryAfter = failure.retryAfter
    this.proven = failure.proven ?? false
  }
}

/**
 * No endpoint could be found. Emitted by service discovery.
 *
 * @example
 * ```ts
 * import { DiscoveryError, type Consumer } from 'rx-omm'
 *
 * declare const consumer: Consumer
 * consumer.state$.subscribe((state) => {
 *   if (state.status !== 'failed' || !(state.cause instanceof DiscoveryError)) return
 *   if (state.cause.code === 'no-region') console.log(state.cause.message) // names the regions there are
 * })
 * ```
 */
export class DiscoveryError extends OmmError implements HttpFailure {
  declare readonly code: DiscoveryErrorCode | TransportErrorCode
  readonly status?: number
  readonly retryAfter?: number

  /** @internal */
  constructor(code: DiscoveryErrorCode | TransportErrorCode, message: string, failure: HttpFailure = {}) {
    super(code, message)
    if (failure.status !== undefined) this.status = failure.status
    if (failure.retryAfter !== undefined) this.retryAfter = failure.retryAfter
  }
}

/** How a WebSocket ended. */
export interface SocketEnd {
  /** Close code of the WebSocket; 1006 when it ended without one, absent when it never opened. */
  readonly closeCode?: number
  /** Reason that came with the close code. */
  readonly reason?: string
}

/**
 * The WebSocket could not be opened, or was lost.
 *
 * @example
 * ```ts
 * import { ConnectionError, type Consumer } from 'rx-omm'
 *
 * declare const consumer: Consumer
 * consumer.state$.subscribe((state) => {
 *   if (state.status !== 'waiting' || !(state.cause instanceof ConnectionError)) return
 *   console.log(state.cause.code, state.cause.closeCode, state.cause.reason)
 * })
 * ```
 */
export class ConnectionError extends OmmError implements SocketEnd {
  declare readonly code: ConnectionErrorCode | TransportErrorCode
  readonly closeCode?: number
  readonly reason?: string

  /** @internal */
  constructor(code: ConnectionErrorCode | TransportErrorCode, message: string, end: SocketEnd = {}) {
    super(code, message)
    if (end.closeCode !== undefined) this.closeCode = end.closeCode
    if (end.reason !== undefined) this.reason = end.reason
  }
}

/**
 * The login was refused, or an accepted login ended.
 *
 * @example
 * ```ts
 * import { LoginError, type Consumer } from 'rx-omm'
 *
 * declare const consumer: Consumer
 * consumer.state$.subscribe((state) => {
 *   if (state.status !== 'failed' || !(state.cause instanceof LoginError)) return
 *   console.log(state.cause.code, state.cause.state?.code) // login-closed UserUnknownToPermSys
 * })
 * ```
 */
export class LoginError extends OmmError {
  declare readonly code: LoginErrorCode
  /** State of the login stream as the server gave it; absent when there was no answer. */
  readonly state?: State

  /** @internal */
  constructor(code: LoginErrorCode, message: string, state?: State) {
    super(code, message)
    if (state) this.state = state
  }
}

/**
 * An item stream ended for good.
 *
 * @example
 * ```ts
 * import { ItemError, type Consumer } from 'rx-omm'
 *
 * declare const consumer: Consumer
 * consumer.item('NOBODY.X').subscribe({
 *   error: (error: unknown) => {
 *     if (error instanceof ItemError) console.log(error.item, error.code, error.state?.code)
 *   },
 * })
 * ```
 */
export class ItemError extends OmmError {
  declare readonly code: ItemErrorCode
  /** Name of the item. */
  readonly item: string
  /** State of the item's stream as the server gave it; absent when the request was not understood. */
  readonly state?: State
  /** What the server could not read; absent unless the code is `request-not-understood`. */
  readonly fault?: Fault

  /** @internal */
  constructor(code: ItemErrorCode, message: string, item: string, state?: State, fault?: Fault) {
    super(code, message)
    this.item = item
    if (state) this.state = state
    if (fault) this.fault = fault
  }
}

/** What is known of a post that failed. */
export interface PostFailure {
  /** Why it was refused; present when the code is `post-refused`. */
  readonly nakCode?: NakCode
  /** Reason that the server gave, for people. */
  readonly text?: string
  /** What the server could not read; present when the code is `post-not-understood`. */
  readonly fault?: Fault
}

/**
 * A post was not accepted, or nobody knows. A post is never sent again by itself: see `outcome`.
 *
 * @example
 * ```ts
 * import { PostError, type Consumer } from 'rx-omm'
 *
 * declare const consumer: Consumer
 * consumer.post({ name: 'TRI.N', fields: { BID: 45.55 } }).subscribe({
 *   error: (error: unknown) => {
 *     if (error instanceof PostError) console.log(error.code, error.outcome, error.nakCode)
 *   },
 * })
 * ```
 */
export class PostError extends OmmError implements PostFailure {
  declare readonly code: PostErrorCode
  /**
   * What is known of the post: `refused` by the server, `not-sent` at all, or `unknown`, where it was sent and may
   * have been accepted. Only what was not sent is safe to post again without a look.
   */
  readonly outcome: 'refused' | 'not-sent' | 'unknown'
  readonly nakCode?: NakCode
  readonly text?: string
  readonly fault?: Fault

  /** @internal */
  constructor(code: PostErrorCode, message: string, failure: PostFailure = {}) {
    super(code, message)
    this.outcome =
      code === 'post-not-sent' || code === 'post-too-large'
        ? 'not-sent'
        : code === 'post-timeout' || code === 'post-lost'
          ? 'unknown'
          : 'refused'
    if (failure.nakCode !== undefined) this.nakCode = failure.nakCode
    if (failure.text !== undefined) this.text = failure.text
    if (failure.fault !== undefined) this.fault = failure.fault
  }
}

/**
 * The library was used in a way that cannot work. Thrown where the mistake is made, where that is possible.
 *
 * @example
 * ```ts
 * import { createConsumer, UsageError } from 'rx-omm'
 *
 * try {
 *   createConsumer({ endpoints: 'ws://localhost:15000' })
 * } catch (error) {
 *   if (error instanceof UsageError) console.log(error.code, error.message)
 * }
 * ```
 */
export class UsageError extends OmmError {
  declare readonly code: UsageErrorCode
}
