import type { DataState, StateCode, StreamState } from '../wire/enums.js'

/** Which connections a verb is about; all of them by default. */
export interface On {
  /** Number of the one connection meant. */
  readonly connection?: number
}

/** A state to send; what is absent has the default of the verb. */
export interface StateWish {
  /** Whether the stream goes on; anything but `Open` and `Unspecified` ends it. */
  readonly stream?: StreamState
  /** Whether its data can be trusted. */
  readonly data?: DataState
  /** Reason for machines; `None` leaves it out of the message. */
  readonly code?: StateCode
  /** Reason for people; empty text leaves it out of the message. */
  readonly text?: string
}

/** How often something happens; without it, until it is cleared. */
export interface Times {
  /** Number of times. @defaultValue until `clear()` */
  readonly times?: number
}
