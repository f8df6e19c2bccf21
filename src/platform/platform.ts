import type { Observable } from 'rxjs'
import type { WebSocketFactory } from '../connection/web-socket.js'

/** What differs between Node and browsers. Chosen by the package's `imports` conditions as `#platform`. */
export interface Platform {
  /** Opens a WebSocket of the platform. */
  readonly webSocket: WebSocketFactory
  /** Where the user sits, for the login: `ip/host`. */
  readonly position: () => string
  /** Emits when the network may be back, so that a wait for the next attempt can be cut short. */
  readonly online$: Observable<unknown>
  /** Emits when the page is about to go away, so that the login can still be closed. */
  readonly leaving$: Observable<unknown>
  /** Emits when a page that went away is back from the browser's cache. */
  readonly returned$: Observable<unknown>
}
