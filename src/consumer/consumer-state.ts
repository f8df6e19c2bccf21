import type { OmmError } from '../errors.js'
import type { LoginInfo } from '../wire/login.js'
import type { State } from '../wire/state.js'

/**
 * Where a consumer stands. Times are in milliseconds since 1970.
 *
 * - `idle`: nothing is asked for, nothing is open
 * - `authenticating`: waits for a token
 * - `discovering`: waits for a list of endpoints
 * - `connecting`: waits for the WebSocket
 * - `logging-in`: waits for the answer to the login
 * - `ready`: logged in; `suspect` tells that the server has lost something behind it
 * - `waiting`: an attempt failed or a session ended; the next attempt is at `nextTryAt`
 * - `failed`: ended for good, with every item; a new subscription starts again
 * - `closed`: closed by `close()`
 */
export type ConsumerState =
  | { readonly status: 'idle' }
  | { readonly status: 'authenticating' }
  | { readonly status: 'discovering' }
  | {
      readonly status: 'connecting'
      /** Address that is tried. */
      readonly url: string
    }
  | {
      readonly status: 'logging-in'
      /** Address of the open connection. */
      readonly url: string
    }
  | {
      readonly status: 'ready'
      /** Address of the connection. */
      readonly url: string
      /** When the login was accepted. */
      readonly since: number
      /** What the server told about itself. */
      readonly login: LoginInfo
      /** State of the login while its data is suspect; absent while all is well. */
      readonly suspect?: State
    }
  | {
      readonly status: 'waiting'
      /** Attempts that failed in a row, this one included. */
      readonly attempt: number
      /** What failed. */
      readonly cause: OmmError
      /** When the next attempt begins; earlier where the platform tells that the network is back. */
      readonly nextTryAt: number
    }
  | {
      readonly status: 'failed'
      /** What trying again does not cure; every item has ended with it. */
      readonly cause: OmmError
    }
  | { readonly status: 'closed' }
