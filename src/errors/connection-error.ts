import type { ConnectionErrorCode, TransportErrorCode } from './codes.js'
import { OmmError } from './omm-error.js'
import type { SystemFailure } from './system-code.js'

/** How a WebSocket ended. */
export interface SocketEnd extends SystemFailure {
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
  readonly systemCode?: string

  /** @internal */
  constructor(code: ConnectionErrorCode | TransportErrorCode, message: string, end: SocketEnd = {}) {
    super(code, message)
    if (end.closeCode !== undefined) this.closeCode = end.closeCode
    if (end.reason !== undefined) this.reason = end.reason
    if (end.systemCode !== undefined) this.systemCode = end.systemCode
  }
}
