import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'

/** A proxy that is told to tunnel, and remembers where to. */
export interface Proxy {
  readonly url: string
  /** Host of each tunnel that was asked for. */
  readonly tunnels: readonly string[]
  /** Answers this instead of making tunnels, for instance `407 Proxy Authentication Required`. */
  refusal: string | undefined
  readonly close: () => void
}

export const startProxy = async (): Promise<Proxy> => {
  const tunnels: string[] = []
  const open = new Set<Duplex>()
  const server = createServer()
  server.on('connect', ({ url = '' }, socket) => {
    const { hostname, port } = new URL(`http://${url}`)
    tunnels.push(hostname)
    open.add(socket)
    socket.on('error', () => undefined)
    if (proxy.refusal !== undefined) {
      socket.end(`HTTP/1.1 ${proxy.refusal}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`)
      return
    }
    const onward = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      socket.pipe(onward).pipe(socket)
    })
    onward.on('error', () => socket.destroy())
    socket.on('close', () => onward.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const proxy: Proxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tunnels,
    refusal: undefined,
    close: () => {
      for (const socket of open) socket.destroy()
      server.close()
    },
  }
  return proxy
}
