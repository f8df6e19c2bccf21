import { createServer, request } from 'node:http'
import { Agent, type AgentOptions } from 'node:https'
import { connect, type AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { connect as connectTls, type ConnectionOptions } from 'node:tls'

/** A proxy such as companies have, which tunnels TLS (`CONNECT`) and tells so. */
export const startProxy = async (): Promise<{ readonly url: string; readonly close: () => void }> => {
  const server = createServer()
  server.on('connect', ({ url = '' }, socket) => {
    const { hostname, port } = new URL(`http://${url}`)
    console.log(`proxy: a tunnel to ${hostname}`)
    const onward = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      socket.pipe(onward).pipe(socket)
    })
    onward.on('error', () => socket.destroy())
    socket.on('error', () => onward.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => server.close(),
  }
}

/** What package `https-proxy-agent` does, in short: asks a proxy for a tunnel, and speaks TLS through it. */
export class TunnelAgent extends Agent {
  readonly #proxy: string

  constructor(proxy: string, options: AgentOptions) {
    super(options)
    this.#proxy = proxy
  }

  override createConnection(
    options: ConnectionOptions,
    done: (error: Error | null, socket: Duplex) => void,
  ): null {
    const path = `${options.host ?? ''}:${options.port ?? 443}`
    const asked = request(this.#proxy, { method: 'CONNECT', path })
    asked.on('connect', ({ statusCode }, socket) => {
      const refusal = statusCode === 200 ? null : new Error(`the proxy answered ${statusCode ?? 0}`)
      done(refusal, refusal ? socket : connectTls({ ...options, socket }))
    })
    asked.on('error', (error) => {
      done(error, asked.socket as Duplex)
    })
    asked.end()
    return null
  }
}
