import type { LoginError, OmmError } from '../errors.js'
import type { State } from '../wire/state.js'

/** What happened to a login, for diagnosis. */
export type SessionEvent =
  /** The login was accepted. */
  | { readonly event: 'login.accepted'; readonly url: string; readonly tokenExpiresAt?: number }
  /** A new token went to the server on the live connection. */
  | { readonly event: 'login.reissued'; readonly tokenExpiresAt: number }
  /** A token came too late for a reissue: it had expired already. */
  | { readonly event: 'login.reissue-skipped'; readonly tokenExpiresAt: number }
  /** The source will give no further token to this login, which goes on as long as the server lets it. */
  | { readonly event: 'login.renewals-failed'; readonly cause?: OmmError }
  /** The login stands, but its state changed: the server has lost, or found again, something behind it. */
  | { readonly event: 'login.state'; readonly state: State }
  /** The login was refused or ended. */
  | { readonly event: 'login.closed'; readonly cause: LoginError }
  /** The server could not read a message of ours, and does not say which. */
  | { readonly event: 'server.error'; readonly text: string }
