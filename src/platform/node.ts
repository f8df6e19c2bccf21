import { hostname, networkInterfaces } from 'node:os'
import { EMPTY } from 'rxjs'
import { WebSocket } from 'ws'
import type { WebSocketLike } from '../connection/web-socket.js'
import type { Platform } from './platform.js'

/** Largest frame accepted from a server, in bytes. Servers publish no limit; this one keeps memory bounded. */
const maxPayload = 16 * 1024 * 1024

const address = (): string =>
  Object.values(networkInterfaces())
    .flat()
    .find((entry) => entry?.family === 'IPv4' && !entry.internal)?.address ?? '127.0.0.1'

/** Node: package `ws`; the login's position is this host's first address and its name. */
export const platform: Platform = {
  webSocket: (url, protocols) =>
    new WebSocket(url, [...protocols], {
      maxPayload,
      // Off as by the vendor: older servers refuse the offer.
      perMessageDeflate: false,
      followRedirects: false,
    }) as WebSocketLike,
  position: () => `${address()}/${hostname()}`,
  online$: EMPTY,
  leaving$: EMPTY,
}
