import type { Clock } from '../../time/clock.js'
import type { LoginInfo } from '../../wire/login.js'
import type { ClientMessage } from '../../wire/messages.js'
import type { State } from '../../wire/state.js'
import type { ItemStream } from '../stream/item-stream.js'
import type { StreamTable } from '../stream/stream-table.js'
import type { Terms } from '../stream/terms.js'

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
  /** See `Session.takeIds`. */
  readonly takeIds: (count: number) => number
  /** What an item is to be asked for with now. */
  readonly termsOf: (stream: ItemStream) => Terms
  readonly byId: StreamTable
  readonly pacing: Required<PacingOptions>
  readonly requestTimeout: number
  readonly clock: Clock
  /** Whether an item may be asked for now; if not, it is admitted later. */
  readonly mayAsk: (stream: ItemStream) => boolean
  readonly onTimeout: (stream: ItemStream) => void
  readonly onRefused: (stream: ItemStream, state: State) => void
  readonly onTooLarge: (stream: ItemStream, limit: number) => void
}

/** Size in bytes of the largest message that a server takes that does not tell; the customary one. */
export const customaryMaxMsgSize = 61_440
