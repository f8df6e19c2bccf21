import { STATUS_CODES, type IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { WebSocket, WebSocketServer } from 'ws'
import type { Servable } from '../servable.js'
import { isGranted, type SimulatorConnection } from '../transport.js'

/** Bytes in a socket's buffer from which on updates are held back, and below which they go on. */
const fullAt = 1_048_576
const freeAt = 262_144

const serve = (connection: SimulatorConnection, socket: WebSocket): void => {
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    if (isBinary) connection.receiveBinary()
    else connection.receive(data.toString('utf8'))
  })
  socket.on('close', (code: number, reason: Buffer) => {
    connection.closed(code, reason.toString('utf8'))
  })
  // The vendor's server answers with an empty pong, whatever the ping says.
  socket.on('ping', () => {
    socket.pong()
  })
  // An error is always followed by a close.
  socket.on('error', () => undefined)
}

/**
 * Passes WebSocket upgrades to the simulator.
 *
 * @param server - made with `noServer`
 */
export const upgradeHandler =
  (simulator: Servable, server: WebSocketServer) =>
  (request: IncomingMessage, tcp: Duplex, head: Buffer): void => {
    let socket: WebSocket | undefined
    let held = false
    // Node has let go of the socket: without a listener, a client that resets it would end the process.
    tcp.on('error', () => {
      tcp.destroy()
    })
    const answer = simulator.connect({
      path: request.url ?? '/',
      protocols: (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim()),
      headers: Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value ?? '')]),
      ),
      deliver: {
        frame: (text) => {
          socket?.send(text, () => {
            if (!held || !socket || socket.bufferedAmount > freeAt) return
            held = false
            if (isGranted(answer)) answer.drained()
          })
        },
        close: (code, reason) => {
          if (code === undefined || code === 1005 || code === 1006) socket?.terminate()
          else socket?.close(code, reason)
        },
        congested: () => {
          held ||= (socket?.bufferedAmount ?? 0) > fullAt
          return held
        },
      },
    })
    if (!isGranted(answer)) {
      const { status, body } = answer
      if (status === 0) tcp.destroy()
      else
        tcp.end(
          `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Type: text/plain\r\n` +
            `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
        )
      return
    }
    // An upgrade that `ws` finds malformed never opens; its end must be noticed all the same.
    const neverOpened = (): void => {
      answer.closed()
    }
    tcp.once('close', neverOpened)
    server.handleUpgrade(request, tcp, head, (opened) => {
      socket = opened
      tcp.off('close', neverOpened)
      serve(answer, opened)
    })
  }
