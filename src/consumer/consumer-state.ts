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
  | { readonly status: 'connecting'; readonly url: string }
  | { readonly status: 'logging-in'; readonly url: string }
  | {
      readonly status: 'ready'
      readonly url: string
      readonly since: number
      readonly login: LoginInfo
      readonly suspect?: State
    }
  | {
      readonly status: 'waiting'
      /** Attempts that failed in a row, this one included. */
      readonly attempt: number
      readonly cause: OmmError
      readonly nextTryAt: number
    }
  | { readonly status: 'failed'; readonly cause: OmmError }
  | { readonly status: 'closed' }
