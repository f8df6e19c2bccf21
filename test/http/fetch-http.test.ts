import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { firstValueFrom, from } from 'rxjs'
import { afterEach, expect, it } from 'vitest'
import { fetchHttp } from '../../src/http/fetch-http.js'

const servers: Server[] = []

const serve = async (
  handle: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<string> => {
  const server = createServer(handle)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

const ask = (url: string): ReturnType<typeof fetchHttp> =>
  fetchHttp({ method: 'POST', url, headers: { a: 'b' }, body: 'x' })

/** What the request ends with: its answer, or its error. */
const outcome = (answer: ReturnType<typeof fetchHttp>): Promise<unknown> =>
  firstValueFrom(from(answer), { defaultValue: undefined }).catch((error: unknown) => error)

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

it('a redirect is an answer, and is not followed', async () => {
  let requests = 0
  const url = await serve((_, response) => {
    requests += 1
    response.writeHead(307, { location: '/elsewhere' }).end()
  })
  expect(await outcome(ask(url))).toMatchObject({
    status: 307,
    headers: { location: '/elsewhere' },
  })
  expect(requests).toBe(1)
})

it('an error status is an answer, with its body', async () => {
  const url = await serve((_, response) => response.writeHead(503, { 'Retry-After': '3' }).end('busy'))
  expect(await outcome(ask(url))).toMatchObject({
    status: 503,
    headers: { 'retry-after': '3' },
    body: 'busy',
  })
})

it('a body in several pieces is read as a whole, also where a piece ends within a character', async () => {
  const bytes = Buffer.from('{"error":"é"}')
  const url = await serve((_, response) => {
    response.write(bytes.subarray(0, 11))
    setTimeout(() => response.end(bytes.subarray(11)), 20)
  })
  expect(await outcome(ask(url))).toMatchObject({ body: '{"error":"é"}' })
})

it('a body without end is not read on, however small it was when compressed', async () => {
  const bomb = gzipSync(Buffer.alloc(50_000_000, 'x'))
  const url = await serve((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb))
  expect(await outcome(ask(url))).toMatchObject({ code: 'BODY_TOO_LONG' })
})

it('unsubscribing aborts the request', async () => {
  const aborted = new Promise<void>((resolve) => {
    void serve((request) => {
      request.on('close', resolve)
      subscription.unsubscribe()
    }).then((url) => {
      subscription = from(ask(url)).subscribe()
    })
  })
  let subscription = { unsubscribe: (): void => undefined }
  await aborted
})

it('a refused connection is told by its code, without the address', async () => {
  const url = await serve(() => undefined)
  servers[0]!.close()
  const error = await outcome(ask(`${url}?password=HIDDEN`))
  expect(error).toMatchObject({ message: 'ECONNREFUSED', code: 'ECONNREFUSED' })
  expect(JSON.stringify(error) + String(error) + String((error as Error).cause)).not.toMatch(/HIDDEN|127/)
})

it('an address that fetch does not take is an error without the address', async () => {
  const error = await outcome(ask('https://user:HIDDEN@example.com/')).catch((reason: unknown) => reason)
  expect(String(error)).toBe('Error: no answer')
})
