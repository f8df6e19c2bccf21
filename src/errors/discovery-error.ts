import type { DiscoveryErrorCode, TransportErrorCode } from './codes.js'
import type { HttpFailure } from './http-failure.js'
import { OmmError } from './omm-error.js'

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
  readonly systemCode?: string

  /** @internal */
  constructor(code: DiscoveryErrorCode | TransportErrorCode, message: string, failure: HttpFailure = {}) {
    super(code, message)
    if (failure.status !== undefined) this.status = failure.status
    if (failure.retryAfter !== undefined) this.retryAfter = failure.retryAfter
    if (failure.systemCode !== undefined) this.systemCode = failure.systemCode
  }
}
