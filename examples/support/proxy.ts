import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'

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
