import { request } from 'node:https'
import { Observable, filter, map, scan, take, toArray } from 'rxjs'
import { WebSocket } from 'ws'
import { afterEach, expect, test } from 'vitest'
import {
  clientCredentials,
  createConsumer,
  discover,
  passwordGrant,
  type Consumer,
  type ConsumerEvent,
  type ConsumerOptions,
  type Http,
  type WebSocketLike,
} from '../../src/index.js'
import {
  createSimulator,
  serveSimulator,
  type ServeOptions,
  type SimulatorOptions,
} from '../../src/simulator/index.js'
import { first } from '../support/scenario-first.js'
import { watch as observe } from '../support/scenario-watch.js'
import {
  connects,
  discoveryRequests,
  grants,
  logins,
  reissues,
  requests,
} from '../support/scenario-received.js'

const stops: (() => Promise<unknown>)[] = []
afterEach(async () => {
  // In turn: the client leaves before the server goes.
  for (const stop of stops.splice(0)) await stop()
})

/** HTTP that trusts one certificate more. */
const trusting =
  (ca: string): Http =>
  ({ method, url, headers, body }) =>
    new Observable((subscriber) => {
      const sent = request(url, { method, headers, ca, agent: false }, (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () => {
          subscriber.next({
            status: response.statusCode ?? 0,
            headers: Object.fromEntries(
              Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
            ),
            body: Buffer.concat(parts).toString('utf8'),
          })
          subscriber.complete()
        })
      })
      sent.on('error', (error) => {
        subscriber.error(error)
      })
      sent.end(body)
      return () => sent.destroy()
    })

const serve = async (
  options: SimulatorOptions = {},
  { kind = 'v1', consumer = {}, ...serveOptions }: ServeOptions & { kind?: 'v1' | 'v2'; consumer?: Partial<ConsumerOptions> } = {}, // prettier-ignore
) => {
  const simulator = createSimulator({ updateRate: 0, ...options })
  const served = await serveSimulator(simulator, serveOptions)
  const { httpUrl, cert } = served
  const http = cert === undefined ? {} : { http: trusting(cert) }
  const made = createConsumer({
    tokens:
      kind === 'v1'
        ? passwordGrant({ username: 'user', password: 'password', clientId: 'app', url: `${httpUrl}/auth/oauth2/v1/token`, ...http }) // prettier-ignore
        : clientCredentials({ clientId: 'client', clientSecret: 'secret', url: `${httpUrl}/auth/oauth2/v2/token`, ...http }), // prettier-ignore
    endpoints: discover({ url: `${httpUrl}/streaming/pricing/v1/`, ...http }),
    backoff: { base: 50, cap: 200 },
    ...(cert === undefined
      ? {}
      : { webSocket: (url, protocols) => new WebSocket(url, [...protocols], { ca: cert }) as WebSocketLike }),
    ...consumer,
  })
  stops.push(
    () => made.close(),
    () => served.close(),
  )
  const events: ConsumerEvent[] = []
  made.events$.subscribe((event) => events.push(event))
  return { simulator, served, consumer: made, events }
}

/** Waits for something that events will bring about. */
const until = async (what: string, isSo: () => boolean, milliseconds = 8_000): Promise<void> => {
  const end = Date.now() + milliseconds
  while (!isSo()) {
    if (Date.now() > end) throw new Error(`not in time: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

const ready = (consumer: Consumer) => first(consumer.state$.pipe(filter(({ status }) => status === 'ready')))

test.each(['v1', 'v2'] as const)(
  '%s: token, discovery, login, item, updates and the end over real sockets',
  async (kind) => {
    const { simulator, served, consumer } = await serve({ updateRate: 50 }, { kind })
    const events = await first(consumer.item('EUR=').pipe(take(4), toArray()))
    expect(events.map(({ type }) => type)).toEqual(['refresh', 'update', 'update', 'update'])
    expect(discoveryRequests(simulator)).toHaveLength(1)
    expect(await ready(consumer)).toMatchObject({ url: `ws://localhost:${served.port}/WebSocket` })
    await consumer.close()
    await until('the end of the connection', () => simulator.connections.length === 0)
    expect(simulator.received.at(-1)).toMatchObject({ kind: 'close', code: 1000 })
  },
)

test('TLS with a private certificate, through the injected webSocket and http', async () => {
  const { served, consumer } = await serve({}, { tls: true })
  const [event] = await first(consumer.item('EUR=').pipe(take(1), toArray()))
  expect(event).toMatchObject({ type: 'refresh' })
  expect(await ready(consumer)).toMatchObject({ url: `wss://localhost:${served.port}/WebSocket` })
})

test('a certificate that nobody vouches for is refused, and no credential is sent', async () => {
  const simulator = createSimulator()
  const served = await serveSimulator(simulator, { tls: true })
  const consumer = createConsumer({
    tokens: passwordGrant({ username: 'user', password: 'password', clientId: 'app', url: `${served.httpUrl}/auth/oauth2/v1/token` }), // prettier-ignore
    endpoints: discover({ url: `${served.httpUrl}/streaming/pricing/v1/` }),
  })
  stops.push(
    () => consumer.close(),
    () => served.close(),
  )
  consumer.item('EUR=').subscribe()
  const waiting = await first(consumer.state$.pipe(filter((state) => state.status === 'waiting')))
  expect(waiting.cause.code).toBe('token-unavailable')
  expect(waiting.cause.message).toMatch(/CERT|SELF_SIGNED/)
  expect(simulator.received).toEqual([])
})

test('connections that end with several close codes are made again, and the item comes back each time', async () => {
  const { simulator, consumer, events } = await serve({}, { kind: 'v2' })
  const watched = observe(consumer.items(['EUR=', 'JPY=']))
  await until('the first image', () => watched.live().length === 2)
  const codes = [1000, 1001, 1006, 1011, 1012, 4321]
  for (const [index, code] of codes.entries()) {
    watched.mark()
    if (code === 1006) simulator.drop()
    else simulator.drop({ code, reason: `reason ${code}` })
    await until(`the return after ${code}`, () => Object.keys(watched.refreshes()).length === 2)
    expect(watched.refreshes()).toEqual({ 'EUR=': 1, 'JPY=': 1 })
    expect(connects(simulator)).toHaveLength(index + 2)
  }
  const lost = events.flatMap((event) =>
    event.event === 'connection.lost' ? [[event.closeCode, event.reason]] : [],
  )
  expect(lost).toEqual(codes.map((code) => [code, code === 1006 ? undefined : `reason ${code}`]))
  expect(grants(simulator)).toEqual(['client_credentials'])
  expect(watched.errors).toEqual([])
})

test('a silent server is found out, cut off, and left for a new connection', async () => {
  const { simulator, consumer, events } = await serve({ pingTimeout: 1 })
  const watched = observe(consumer.items(['EUR=']))
  await until('the image', () => watched.live().length === 1)
  watched.mark()
  simulator.goSilent()
  await until('the return', () => watched.refreshes()['EUR='] === 1)
  expect(events.find(({ event }) => event === 'connection.lost')).toMatchObject({
    cause: { code: 'peer-silent' },
  })
  expect(logins(simulator)).toHaveLength(2)
})

test('a server that restarts on the same port is found again', async () => {
  const { simulator, served, consumer } = await serve()
  const watched = observe(consumer.items(['EUR=']))
  await until('the image', () => watched.live().length === 1)
  watched.mark()
  simulator.stopAccepting()
  simulator.drop()
  await until('an attempt that fails', () => watched.stale().length === 1)
  simulator.accept()
  await served.restart()
  await until('the return', () => watched.live().length === 1)
  expect(watched.errors).toEqual([])
})

test('500 items go out in batches and every one is answered', async () => {
  const names = Array.from({ length: 500 }, (_, index) => `ITEM${index}.N`)
  const { simulator, consumer } = await serve()
  const seen = await first(
    consumer.items(names).pipe(
      filter(({ event }) => event.type === 'refresh'),
      scan((so, { name }) => so.add(name), new Set<string>()),
      filter((so) => so.size === 500),
      map((so) => so.size),
    ),
  )
  expect(seen).toBe(500)
  expect(requests(simulator).map(({ name }) => name)).toEqual(names)
  const frames = simulator.received.filter(({ kind }) => kind === 'frame').length
  expect(frames).toBeLessThan(20)
})

test('a short V1 token is renewed on the live connection', async () => {
  const { simulator, consumer } = await serve({ accessTokenLife: 2, refreshTokenLife: 3_600 })
  const watched = observe(consumer.items(['EUR=']))
  await until('two reissues', () => reissues(simulator).length >= 2)
  expect(connects(simulator)).toHaveLength(1)
  expect(watched.of('EUR=')).toHaveLength(1)
})

test('nothing keeps a process alive after close()', async () => {
  const { consumer, simulator } = await serve()
  const before = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
  const watched = observe(consumer.items(['EUR=']))
  await until('the image', () => watched.live().length === 1)
  await consumer.close()
  await until('the end of the connection', () => simulator.connections.length === 0)
  expect(process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length).toBeLessThanOrEqual(
    before,
  )
})
