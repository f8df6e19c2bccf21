import type { ConnectionEvent } from '../connection/connection-event.js'
import type { EndpointEvent } from '../endpoint/endpoint-event.js'
import type { OmmError } from '../errors.js'
import type { ItemsEvent } from '../item/item-event.js'
import type { SessionEvent } from '../session/session-event.js'
import type { TokenEvent } from '../token/token.js'

/** What happened to a consumer as a whole. */
export type RecoveryEvent =
  /** The WebSocket of a session was lost. */
  | {
      readonly event: 'connection.lost'
      readonly closeCode?: number
      readonly reason?: string
      readonly cause: OmmError
    }
  /** An attempt failed or a session ended; another attempt follows. */
  | {
      readonly event: 'retry.scheduled'
      readonly attempt: number
      readonly delayMs: number
      readonly cause: OmmError
    }
  /** A failure that trying again does not cure; every item ends with it. */
  | { readonly event: 'consumer.failed'; readonly cause: OmmError }

/** Everything that can happen, as a union told apart by `event`. */
export type AnyEvent =
  TokenEvent | EndpointEvent | ConnectionEvent | SessionEvent | ItemsEvent | RecoveryEvent

/**
 * One thing that happened, for logs and monitoring. `at` is its time in milliseconds since 1970. No event holds a
 * token, a password, a secret or a key.
 */
export type ConsumerEvent = AnyEvent & { readonly at: number }
