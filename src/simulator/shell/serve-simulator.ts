import http, { type Server } from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { tap } from 'rxjs'
import { WebSocketServer } from 'ws'
import type { Servable } from '../servable.js'
import { httpHandler } from './http-handler.js'
import { selfSigned, type TlsFiles } from './tls.js'
import { upgradeHandler } from './upgrade-handler.js'

export type { TlsFiles } from './tls.js'

/** Options of {@link serveSimulator}. */
export interface ServeOptions {
  /** Port to listen on; 0 takes a free one. @defaultValue 0 */
  readonly port?: number
  /** Address to listen on. @defaultValue `'127.0.0.1'` */
  readonly host?: string
  /** `true` makes a self-signed certificate (package `selfsigned`); or give one. @defaultValue false */
  readonly tls?: boolean | TlsFiles
}

/** A simulator that listens. */
export interface ServedSimulator {
  /** Base of token service and discovery, for instance `http://127.0.0.1:40001`. */
  readonly httpUrl: string
  /** Address of the WebSocket, path included. */
  readonly wsUrl: string
  /** The port that it listens on, the chosen one where `port` was 0. */
  readonly port: number
  /** The certificate, for clients that want to trust it. */
  readonly cert?: string
  /** Cuts all connections, and listens again on the same port. */
  readonly restart: () => Promise<void>
  /** Stops listening, and stops the simulator. */
  readonly close: () => Promise<void>
}

const listen = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })

/** What Node does without a listener, but for the status of a header that is too long. */
const refuseUnreadable = ({ code }: NodeJS.ErrnoException, socket: Duplex): void => {
  const status = code === 'HPE_HEADER_OVERFLOW' ? '413 Payload Too Large' : '400 Bad Request'
  if (socket.writable && code !== 'ECONNRESET') socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`)
  else socket.destroy()
}

const unlisten = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    // Also called when it does not listen, which is as good as closed.
    server.close(() => {
      resolve()
    })
    server.closeIdleConnections()
  })

/**
 * Serves a simulator on one port: token service, service discovery and WebSocket. Node only; uses package
 * `ws`.
 *
 * Rejects with Node's own error when it cannot listen, because the port is taken, say, and with an `Error` when
 * `tls: true` lacks the package `selfsigned`.
 *
 * @example
 * ```ts
 * import { createSimulator, serveSimulator } from 'rx-omm/simulator'
 *
 * const served = await serveSimulator(createSimulator(), { port: 15000 })
 * console.log(served.wsUrl) // ws://127.0.0.1:15000/WebSocket
 * await served.close()
 * ```
 */
export const serveSimulator = async (
  simulator: Servable,
  { port: wanted = 0, host = '127.0.0.1', tls = false }: ServeOptions = {},
): Promise<ServedSimulator> => {
  const files = tls === true ? await selfSigned() : tls === false ? undefined : tls
  // As long as the vendor's server takes them: a token in a cookie is long.
  const limits = { maxHeaderSize: 32_768 }
  const handler = httpHandler(simulator, files ? 'https' : 'http')
  const server: Server = files
    ? https.createServer({ ...files, ...limits }, handler)
    : http.createServer(limits, handler)
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    autoPong: false,
    // The same choice that the simulator has made by then.
    handleProtocols: (offered) =>
      [...offered].find((name) => /^(tr_json2|rssl\.json\.v2)$/.test(name)) ?? false,
  })
  server.on('upgrade', upgradeHandler(simulator, sockets))
  server.on('clientError', refuseUnreadable)
  await listen(server, wanted, host)
  // Nobody to tell when the port is lost later on, between `stopAccepting` and `accept`; then it stays refused.
  server.on('error', () => undefined)
  const { port } = server.address() as AddressInfo

  const follow = ({ http, webSocket }: { http: boolean; webSocket: boolean }): void => {
    const wanted = http || webSocket
    if (wanted === server.listening) return
    if (wanted) server.listen(port, host)
    else void unlisten(server)
  }
  const accepting = simulator.accepting$.pipe(tap(follow)).subscribe()

  const authority = `${host.includes(':') ? `[${host}]` : host}:${port}`
  const httpUrl = `${files ? 'https' : 'http'}://${authority}`
  const wsUrl = `${files ? 'wss' : 'ws'}://${authority}/WebSocket`
  simulator.announce({ http: httpUrl, ws: wsUrl })
  return {
    httpUrl,
    wsUrl,
    port,
    ...(files ? { cert: files.cert } : {}),
    restart: async () => {
      const gone = unlisten(server)
      simulator.drop()
      server.closeAllConnections()
      await gone
      await listen(server, port, host)
    },
    close: async () => {
      accepting.unsubscribe()
      const gone = unlisten(server)
      simulator.stop()
      server.closeAllConnections()
      await gone
    },
  }
}
