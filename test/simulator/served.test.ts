import { request } from 'node:https'
import { connect as tcpConnect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket, type ClientOptions } from 'ws'
import {
  createSimulator,
  serveSimulator,
  type ServedSimulator,
  type ServeOptions,
  type Simulator,
  type SimulatorOptions,
} from '../../src/simulator/index.js'
import { passwordForm, v1, type Message } from './support.js'

let closers: (() => Promise<void> | void)[] = []

afterEach(async () => {
  for (const close of closers.reverse()) await close()
  closers = []
})

const serve = async (
  options: SimulatorOptions = {},
  how: ServeOptions = {},
): Promise<ServedSimulator & { simulator: Simulator }> => {
  const simulator = createSimulator(options)
  const served = await serveSimulator(simulator, how)
  closers.push(() => served.close())
  return { ...served, simulator }
}

/** A bare client that can wait for messages. */
const open = async (url: string, protocols = ['tr_json2'], options: ClientOptions = {}) => {
  const socket = new WebSocket(url, protocols, options)
  closers.push(() => {
    socket.terminate()
  })
  const messages: Message[] = []
  const ended = new Promise<number>((resolve) => socket.on('close', resolve))
  socket.on('message', (data: Buffer) => messages.push(...(JSON.parse(data.toString()) as Message[])))
  await new Promise((resolve, reject) => {
    socket.on('open', resolve)
    socket.on('error', reject)
  })
  return {
    socket,
    messages,
    ended,
    send: (message: unknown) => {
      socket.send(JSON.stringify(message))
    },
    until: async (wanted: (message: Message) => boolean) => {
      await expect.poll(() => messages.some(wanted), { timeout: 5_000 }).toBe(true)
      return messages.find(wanted)!
    },
  }
}

const token = async (httpUrl: string): Promise<string> => {
  const answer = await fetch(`${httpUrl}${v1}`, { method: 'POST', body: new URLSearchParams(passwordForm) })
  return ((await answer.json()) as { access_token: string }).access_token
}

const login = (value: string) => ({
  ID: 1,
  Domain: 'Login',
  Key: { NameType: 'AuthnToken', Elements: { AuthenticationToken: value } },
})

describe('a served simulator', () => {
  it('gives a token, endpoints, a login, an item and updates over real sockets', async () => {
    const { httpUrl, port } = await serve({ updateRate: 50 })
    const access = await token(httpUrl)
    const found = await fetch(`${httpUrl}/streaming/pricing/v1/?transport=websocket`, {
      headers: { authorization: `Bearer ${access}` },
    })
    const { services } = (await found.json()) as { services: { endpoint: string; port: number }[] }
    expect(new Set(services.map(({ endpoint }) => endpoint))).toEqual(new Set(['localhost', '127.0.0.1']))
    expect(services.every((one) => one.port === port)).toBe(true)

    const client = await open(`ws://127.0.0.1:${port}/WebSocket`)
    expect(client.socket.protocol).toBe('tr_json2')
    client.send(login(access))
    await client.until(({ Domain }) => Domain === 'Login')
    client.send({ ID: 2, Key: { Name: 'EUR=' } })
    await client.until(({ ID, Type }) => ID === 2 && Type === 'Update')
  })

  it('chooses the second name of the protocol when only that is offered', async () => {
    const { wsUrl } = await serve()
    const client = await open(wsUrl, ['rssl.rwf', 'rssl.json.v2'])
    expect(client.socket.protocol).toBe('rssl.json.v2')
  })

  it('refuses wrong paths and sub-protocols with HTTP 400', async () => {
    const { wsUrl } = await serve()
    await expect(open(wsUrl.replace('WebSocket', 'websocket'))).rejects.toThrow('400')
    await expect(open(wsUrl, ['tr_rwf'])).rejects.toThrow('400')
    await expect(open(wsUrl, [])).rejects.toThrow('400')
  })

  it('answers errors of HTTP as the vendor does', async () => {
    const { httpUrl } = await serve()
    expect((await fetch(`${httpUrl}${v1}`)).status).toBe(405)
    expect((await fetch(`${httpUrl}/nowhere`)).status).toBe(404)
    expect((await fetch(`${httpUrl}/streaming/pricing/v1/`)).status).toBe(401)
    const json = { 'content-type': 'application/json' }
    expect((await fetch(`${httpUrl}${v1}`, { method: 'POST', headers: json, body: '{}' })).status).toBe(415)
  })

  it('closes on a binary frame, and is told of closes by the client', async () => {
    const { wsUrl, simulator } = await serve()
    const client = await open(wsUrl)
    client.socket.send(Buffer.from('{"Type":"Ping"}'), { binary: true })
    expect(await client.ended).toBe(1003)
    const polite = await open(wsUrl)
    polite.socket.close(1000, 'bye')
    await polite.ended
    await expect
      .poll(() => simulator.received.at(-1))
      .toMatchObject({ kind: 'close', code: 1000, reason: 'bye' })
    expect(simulator.connections).toEqual([])
  })

  it('drops with a code, or cuts off', async () => {
    const { wsUrl, simulator } = await serve()
    const [first, second] = [await open(wsUrl), await open(wsUrl)]
    simulator.drop({ connection: 1, code: 1001 })
    simulator.drop({ connection: 2 })
    expect([await first.ended, await second.ended]).toEqual([1001, 1006])
  })

  it('refuses connections while it does not accept, and comes back on the same port', async () => {
    const { wsUrl, httpUrl, simulator } = await serve()
    const before = await open(wsUrl)
    simulator.stopAccepting()
    await expect(open(wsUrl)).rejects.toThrow('ECONNREFUSED')
    before.send({ Type: 'Ping' })
    await before.until(({ Type }) => Type === 'Pong')
    simulator.accept()
    await expect.poll(async () => (await fetch(`${httpUrl}/x`).catch(() => undefined))?.status).toBe(404)
    await open(wsUrl)
  })

  it('restarts on the same port, and everybody is cut off', async () => {
    const { wsUrl, port, restart } = await serve()
    const client = await open(wsUrl)
    await restart()
    expect(await client.ended).toBe(1006)
    await open(`ws://127.0.0.1:${port}/WebSocket`)
  })

  it('takes its port from the options and tells its addresses in the log', async () => {
    const simulator = createSimulator()
    const lines: unknown[] = []
    simulator.log$.subscribe((line) => lines.push(line))
    const served = await serveSimulator(simulator)
    closers.push(() => served.close())
    expect(lines).toMatchObject([{ listening: { http: served.httpUrl, ws: served.wsUrl } }])
    await expect(serveSimulator(createSimulator(), { port: served.port })).rejects.toThrow('EADDRINUSE')
  })

  it('holds back updates for a client that does not read, and does not pile them up', async () => {
    const { wsUrl, simulator } = await serve({ totalUpdateRate: Infinity })
    const client = await open(wsUrl)
    client.send({ ID: 1, Domain: 'Login', Key: { Name: 'me' } })
    client.send({ ID: 2, Key: { Name: Array.from({ length: 50 }, (_, i) => `I${i}.X`) } })
    await client.until(({ Type }) => Type === 'Update')
    client.socket.pause()
    let frames = 0
    const counting = simulator.log$.subscribe(() => frames++)
    // First the buffers of the system fill up; then nothing more may be written.
    let last = -1
    await expect
      .poll(
        () => {
          const still = frames === last
          last = frames
          return still && frames > 0
        },
        { timeout: 10_000, interval: 200 },
      )
      .toBe(true)
    const stopped = frames
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(frames).toBe(stopped)
    client.socket.resume()
    await expect.poll(() => frames > stopped, { timeout: 5_000 }).toBe(true)
    counting.unsubscribe()
  })

  it('survives a client that resets the connection while its upgrade is refused', async () => {
    const { port, wsUrl } = await serve()
    const upgrade =
      'GET /elsewhere HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n'
    for (let i = 0; i < 5; i++)
      await new Promise((resolve) => {
        const tcp = tcpConnect(port, '127.0.0.1', () => {
          tcp.write(upgrade)
          tcp.resetAndDestroy()
        })
        tcp.on('close', resolve)
      })
    // An error that nobody listens for would end this process.
    await open(wsUrl)
  })

  it('survives a client that speaks no HTTP', async () => {
    const { port, wsUrl } = await serve()
    await new Promise((resolve) => {
      const tcp = tcpConnect(port, '127.0.0.1', () => tcp.end('nonsense\r\n\r\n'))
      tcp.on('close', resolve)
      tcp.on('error', resolve)
      tcp.resume()
    })
    await open(wsUrl)
  })

  it('answers a ping of the WebSocket with an empty pong, as the vendor does', async () => {
    const { socket } = await open((await serve()).wsUrl)
    const pong = new Promise<Buffer>((resolve) => socket.on('pong', resolve))
    socket.ping('payload')
    expect((await pong).length).toBe(0)
  })

  it('takes a header of 30 KiB, as a cookie with a token may need, and refuses a longer one with 413', async () => {
    const { wsUrl } = await serve()
    const withCookie = (length: number) =>
      open(wsUrl, ['tr_json2'], { headers: { cookie: `AuthToken=${'x'.repeat(length)}` } })
    await withCookie(30_000)
    await expect(withCookie(40_000)).rejects.toThrow('413')
  })
})

describe('a simulator served over TLS', () => {
  it('makes a certificate that a client can check, for names and addresses of this machine', async () => {
    const { cert, httpUrl, wsUrl, port } = await serve({}, { tls: true })
    expect(httpUrl).toMatch(/^https:/)
    expect(wsUrl).toMatch(/^wss:/)
    for (const host of ['127.0.0.1', 'localhost']) {
      const status = await new Promise((resolve, reject) => {
        const call = request({ host, port, path: '/x', ca: cert, family: 4 }, (answer) => {
          answer.resume()
          resolve(answer.statusCode)
        })
        call.on('error', reject)
        call.end()
      })
      expect(status).toBe(404)
    }
    await open(wsUrl, ['tr_json2'], { ca: cert! })
    await expect(open(wsUrl)).rejects.toThrow(/self-signed|certificate/)
  })
})
