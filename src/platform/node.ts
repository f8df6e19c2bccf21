import https from 'node:https'
import { hostname, networkInterfaces } from 'node:os'
import { EMPTY } from 'rxjs'
import { nodeWebSocket } from './node-web-socket.js'
import type { Platform } from './platform.js'

const address = (): string =>
  Object.values(networkInterfaces())
    .flat()
    .find((entry) => entry?.family === 'IPv4' && !entry.internal)?.address ?? '127.0.0.1'

/**
 * Node: package `ws`; the login's position is this host's first address and its name.
 *
 * A connection with TLS is made by the agent of the process, which package `ws` would pass by: so the proxy that
 * `NODE_USE_ENV_PROXY` or a package has put there holds for `fetch` and WebSocket alike. It is read anew each time, since
 * a program may exchange it. Proxies rarely let a WebSocket without TLS through, so those go straight to their server.
 */
export const platform: Platform = {
  webSocket: (url, protocols) =>
    nodeWebSocket(url, protocols, url.startsWith('wss:') ? https.globalAgent : undefined),
  position: () => `${address()}/${hostname()}`,
  online$: EMPTY,
  leaving$: EMPTY,
  returned$: EMPTY,
}
