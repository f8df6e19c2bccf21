import type { LoginError, OmmError } from '../errors.js'
import type { Fault } from '../wire/fault.js'
import type { State } from '../wire/state.js'

/** What happened to a login, for diagnosis. */
export type SessionEvent =
  /** The login was accepted. */
  | {
      readonly event: 'login.accepted'
      /** Address of the endpoint. */
      readonly url: string
      /** When the token ceases to be valid, in milliseconds since 1970; absent for a login by name. */
      readonly tokenExpiresAt?: number
      /** When the server wants the next token at the latest, in milliseconds since 1970; most do not say. */
      readonly reissueBy?: number
    }
  /** A new token went to the server on the live connection. */
  | {
      readonly event: 'login.reissued'
      /** When the new token ceases to be valid, in milliseconds since 1970. */
      readonly tokenExpiresAt: number
    }
  /** A token came too late for a reissue: it had expired already. */
  | {
      readonly event: 'login.reissue-skipped'
      /** When the token had ceased to be valid, in milliseconds since 1970. */
      readonly tokenExpiresAt: number
    }
  /** The source will give no further token to this login, which goes on as long as the server lets it. */
  | {
      readonly event: 'login.renewals-failed'
      /** Why; absent when the source failed with something else than an error of this library. */
      readonly cause?: OmmError
    }
  /** The login stands, but its state changed: the server has lost, or found again, something behind it. */
  | {
      readonly event: 'login.state'
      /** The new state of the login, which is open. */
      readonly state: State
    }
  /** The login was refused or ended. */
  | {
      readonly event: 'login.closed'
      /** Why, with the state that the server gave. */
      readonly cause: LoginError
    }
  /** The server could not read a message of ours, and nothing that is open or waited for depends on it. */
  | {
      readonly event: 'server.error'
      /** What the server says about it, cleaned. */
      readonly text: string
      /** The same, sorted. */
      readonly fault: Fault
    }
