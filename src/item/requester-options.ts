import type { Clock } from '../time/clock.js'
import type { LoginInfo } from '../wire/login.js'
import type { ClientMessage } from '../wire/messages.js'
import type { State } from '../wire/state.js'
import type { ItemStream } from './item-stream.js'

/** How requests are paced. */
export interface PacingOptions {
  /**
   * Most names in one batch request.
   * @defaultValue 500
   */
  readonly batchSize?: number
  /**
   * Most items that are asked for and not yet answered. Requests beyond wait for their turn.
   * @defaultValue 2000
   */
  readonly outstanding?: number
}

/** What the requests of one session need. Times are in milliseconds. */
export interface RequesterOptions {
  readonly login: LoginInfo
  readonly send: (message: ClientMessage) => void
  readonly byId: Map<number, ItemStream>
  readonly pacing: Required<PacingOptions>
  readonly requestTimeout: number
  readonly clock: Clock
  readonly onTimeout: (stream: ItemStream) => void
  readonly onRefused: (stream: ItemStream, state: State) => void
  readonly onTooLarge: (stream: ItemStream, limit: number) => void
}
