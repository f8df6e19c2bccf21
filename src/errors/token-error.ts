import type { TokenErrorCode, TransportErrorCode } from './codes.js'
import type { HttpFailure } from './http-failure.js'
import { OmmError } from './omm-error.js'

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
  readonly systemCode?: string
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
    if (failure.systemCode !== undefined) this.systemCode = failure.systemCode
    this.proven = failure.proven ?? false
  }
}
