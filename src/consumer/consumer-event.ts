import type { ConnectionEvent } from '../connection/connection-event.js'
import type { DirectoryEvent } from '../directory/directory-event.js'
import type { EndpointEvent } from '../endpoint/endpoint-event.js'
import type { OmmError } from '../errors.js'
import type { ItemsEvent } from '../item/item-event.js'
import type { PostsEvent } from '../post/posts-event.js'
import type { SessionEvent } from '../session/session-event.js'
import type { TokenEvent } from '../token/token.js'

/** What happened to a consumer as a whole. */
export type RecoveryEvent =
  /** The WebSocket of a session was lost. */
  | {
      readonly event: 'connection.lost'
      /** Close code of the WebSocket; 1006 when it ended without one, absent when this side cut it off. */
      readonly closeCode?: number
      /** Reason that came with the close code. */
      readonly reason?: string
      /** The same as an error. */
      readonly cause: OmmError
    }
  /** An attempt failed or a session ended; another attempt follows. */
  | {
      readonly event: 'retry.scheduled'
      /** Attempts that failed in a row, this one included. */
      readonly attempt: number
      /** Milliseconds until the next attempt. */
      readonly delayMs: number
      /** What failed. */
      readonly cause: OmmError
    }
  /** A failure that trying again does not cure; every item ends with it. */
  | {
      readonly event: 'consumer.failed'
      /** What failed. */
      readonly cause: OmmError
    }

/** Everything that can happen, as a union told apart by `event`. */
export type AnyEvent =
  | TokenEvent
  | EndpointEvent
  | ConnectionEvent
  | SessionEvent
  | DirectoryEvent
  | ItemsEvent
  | PostsEvent
  | RecoveryEvent

/**
 * One thing that happened, for logs and monitoring, and when. No event holds a token, a password, a secret or a
 * key.
 */
export type ConsumerEvent = AnyEvent & {
  /** When it happened, in milliseconds since 1970. */
  readonly at: number
}
