import type { Agent } from 'node:http'
import type { SecureContextOptions } from 'node:tls'
import { WebSocket } from 'ws'
import type { WebSocketLike } from '../connection/web-socket.js'

/** Largest frame accepted from a server, in bytes. Servers publish no limit; this one keeps memory bounded. */
const maxPayload = 16 * 1024 * 1024

/** A socket of package `ws` that hands over its messages without building an event of the DOM around each. */
export const withPlainMessages = (socket: WebSocket): WebSocketLike => ({
  get protocol() {
    return socket.protocol
  },
  send: (data) => {
    socket.send(data)
  },
  close: (code, reason) => {
    socket.close(code, reason)
  },
  terminate: () => {
    socket.terminate()
  },
  set onopen(handler: WebSocketLike['onopen']) {
    socket.onopen = handler
  },
  set onmessage(handler: WebSocketLike['onmessage']) {
    socket.removeAllListeners('message')
    if (handler === null) return
    socket.on('message', (data: Buffer, isBinary) => {
      handler({ data: isBinary ? data : data.toString() })
    })
  },
  set onerror(handler: WebSocketLike['onerror']) {
    socket.onerror = handler
  },
  set onclose(handler: WebSocketLike['onclose']) {
    socket.onclose = handler
  },
})

/** Opens a socket of package `ws`; `agent` makes its connection, where one is given, and `tls` says whom to trust. */
export const nodeWebSocket = (
  url: string,
  protocols: readonly string[],
  agent: Agent | undefined,
  tls: SecureContextOptions = {},
): WebSocketLike =>
  withPlainMessages(
    new WebSocket(url, [...protocols], {
      ...tls,
      ...(agent && { agent }),
      maxPayload,
      // Off as by the vendor: older servers refuse the offer.
      perMessageDeflate: false,
      followRedirects: false,
      // A source that delivers ill-encoded text must not cost the connection: what is no UTF-8 becomes U+FFFD. It also
      // saves 2 % of what an update costs.
      skipUTF8Validation: true,
    }),
  )
