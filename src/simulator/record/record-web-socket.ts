import type { WebSocketFactory, WebSocketLike } from '../../connection/web-socket.js'
import { now } from '../clock.js'
import type { RecordedLine } from './recorded-line.js'
import { createSecretKeeper } from './secret-keeper.js'

type Event = RecordedLine extends infer Line ? (Line extends unknown ? Omit<Line, 't'> : never) : never

/**
 * Wraps what opens WebSockets so that everything that goes over them is told, a {@link RecordedLine} for each frame
 * and for the end. Tokens are masked, also where the server repeats them. Binary frames are not told.
 *
 * @param factory - opens the WebSockets
 * @param onLine - gets each line as it happens, with the number of the connection, from 1; connections that never
 * open have none
 *
 * @example
 * ```ts
 * import { createConsumer } from 'rx-omm'
 * import { createSimulator, inMemory, recordWebSocket } from 'rx-omm/simulator'
 *
 * const { webSocket } = inMemory(createSimulator())
 * const lines: string[] = []
 * const consumer = createConsumer({
 *   endpoints: 'wss://anywhere.simulator.test/WebSocket',
 *   login: { name: 'me' },
 *   webSocket: recordWebSocket(webSocket, (line) => lines.push(JSON.stringify(line))),
 * })
 * await consumer.close()
 * ```
 */
export const recordWebSocket = (
  factory: WebSocketFactory,
  onLine: (line: RecordedLine, connection: number) => void,
): WebSocketFactory => {
  const secrets = createSecretKeeper()
  let connections = 0
  return (url, protocols) => {
    const socket = factory(url, protocols)
    let connection = 0
    let openedAt = 0
    let left: { readonly code: number; readonly reason: string } | undefined

    const tell = (event: Event): void => {
      if (connection > 0) onLine({ t: now() - openedAt, ...event }, connection)
    }
    return {
      get protocol() {
        return socket.protocol
      },
      send: (data) => {
        socket.send(data)
        tell({ from: 'client', frame: secrets.fromClient(data) })
      },
      close: (code, reason) => {
        left ??= { code: code ?? 1005, reason: reason ?? '' }
        socket.close(code, reason)
      },
      terminate: () => {
        left ??= { code: 1006, reason: '' }
        socket.terminate?.()
      },
      set onopen(handler: WebSocketLike['onopen']) {
        socket.onopen = (event) => {
          connections += 1
          connection = connections
          openedAt = now()
          handler?.(event)
        }
      },
      set onmessage(handler: WebSocketLike['onmessage']) {
        socket.onmessage = (event) => {
          if (typeof event.data === 'string') tell({ from: 'server', frame: secrets.fromServer(event.data) })
          handler?.(event)
        }
      },
      set onerror(handler: WebSocketLike['onerror']) {
        socket.onerror = handler
      },
      set onclose(handler: WebSocketLike['onclose']) {
        socket.onclose = (event) => {
          const { code, reason } = event
          if (left === undefined) tell({ from: 'server', close: { code, reason } })
          else tell({ from: 'client', close: left })
          // The close is the last thing.
          connection = 0
          handler?.(event)
        }
      },
    }
  }
}
