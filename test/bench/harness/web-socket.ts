import type { Socket } from 'node:net'
import type { WebSocketFactory } from 'rx-omm'
import { WebSocket, type ClientOptions } from 'ws'
import { withPlainMessages } from '../../../src/platform/node-web-socket.js'

/** Largest frame accepted, as this library has it. */
const maxPayload = 16 * 1024 * 1024

/** Hands over the TCP socket under a WebSocket before package `ws` has seen a byte of it. */
export const onTcpSocket = (webSocket: WebSocket, use: (socket: Socket) => void): void => {
  webSocket.once('upgrade', ({ socket }) => {
    use(socket)
  })
}

/**
 * Opens a socket just as this library does in Node (`src/platform/node-web-socket.ts`), but for some options, and hands it over.
 */
export const webSocketWith =
  (options: ClientOptions, use: (webSocket: WebSocket) => void): WebSocketFactory =>
  (url, protocols) => {
    const socket = new WebSocket(url, [...protocols], {
      maxPayload,
      perMessageDeflate: false,
      followRedirects: false,
      skipUTF8Validation: true,
      ...options,
    })
    use(socket)
    return withPlainMessages(socket)
  }
