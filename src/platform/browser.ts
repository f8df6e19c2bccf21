import { EMPTY, fromEvent } from 'rxjs'
import type { WebSocketLike } from '../connection/web-socket.js'
import type { Platform } from './platform.js'

/** Browsers: their own WebSocket; a page is told neither its address nor its host. */
export const platform: Platform = {
  // The DOM's handler types bind `this`; structurally the socket is what the library asks for.
  webSocket: (url, protocols) => new WebSocket(url, [...protocols]) as WebSocketLike,
  position: () => '127.0.0.1/net',
  // A worker has no window, and none of its events.
  online$: typeof window === 'undefined' ? EMPTY : fromEvent(window, 'online'),
  leaving$: typeof window === 'undefined' ? EMPTY : fromEvent(window, 'pagehide'),
  returned$: typeof window === 'undefined' ? EMPTY : fromEvent(window, 'pageshow'),
}
