import { Agent as PlainAgent, createServer, type Server, type ServerResponse } from 'node:http'
import { Agent } from 'node:https'
import type { AddressInfo } from 'node:net'
import { HttpsProxyAgent } from 'https-proxy-agent'
import { createConsumer, discover, OmmError, passwordGrant, toImage, UsageError } from 'rx-omm'
import { viaAgent, type AgentWay } from 'rx-omm/node'
import { createSimulator, serveSimulator, type ServedSimulator, type Simulator } from 'rx-omm/simulator'
import { filter, firstValueFrom, from, map, type ObservableInput } from 'rxjs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startProxy, type Proxy } from '../support/proxy.js'

let simulator: Simulator
let served: ServedSimulator
let proxy: Proxy
beforeEach(async () => {
  simulator = createSimulator()
  served = await serveSimulator(simulator, { tls: true })
  proxy = await startProxy()
})
afterEach(async () => {
  await served.close()
  proxy.close()
})

const consumerBy = ({ http, webSocket }: AgentWay) =>
  createConsumer({
    tokens: passwordGrant({
      username: 'user',
      password: 'password',
      clientId: 'app',
      url: `${served.httpUrl}/auth/oauth2/v1/token`,
      http,
    }),
    endpoints: discover({ url: `${served.httpUrl}/streaming/pricing/v1/`, http }),
    webSocket,
  })

const first = async <T>(input: ObservableInput<T>): Promise<T | undefined> =>
  firstValueFrom(from(input), { defaultValue: undefined })

/** How the first attempt went: `live`, or what stood in the way. */
const outcomeBy = async (way: AgentWay): Promise<string> => {
  const consumer = consumerBy(way)
  const outcome$ = consumer.item('EUR=').pipe(
    toImage(),
    map(({ stale }) => (stale === false ? 'live' : stale.cause.text)),
    filter((text) => text !== ''),
  )
  const outcome = await firstValueFrom(outcome$, { defaultValue: 'nothing' })
  await consumer.close()
  return outcome
}

describe('an agent', () => {
  it('for a proxy is passed by, by the token service, discovery or the feed', async () => {
    const way = viaAgent(new HttpsProxyAgent(proxy.url), { ca: served.cert })
    expect(await outcomeBy(way)).toBe('live')
    expect(proxy.tunnels).toEqual(['127.0.0.1', '127.0.0.1', 'localhost'])
  })

  it('that trusts the authority of the server does not get through', async () => {
    expect(await outcomeBy(viaAgent(new Agent({ ca: served.cert })))).toBe('live')
    expect(proxy.tunnels).toEqual([])
  })

  it('that does not trust the server gets through, or does not say why', async () => {
    expect(await outcomeBy(viaAgent(new Agent()))).toMatch(/token service \(DEPTH_ZERO_SELF_SIGNED_CERT\)/)
  })

  it('whose proxy refuses gets through, or tells nothing of it', async () => {
    proxy.refusal = '407 Proxy Authentication Required'
    expect(await outcomeBy(viaAgent(new HttpsProxyAgent(proxy.url), { ca: served.cert }))).toMatch(/407/)
  })

  it('whose proxy is away says so with the password of the proxy', async () => {
    proxy.close()
    const url = proxy.url.replace('//', '//me:hunter2secret@')
    const outcome = await outcomeBy(viaAgent(new HttpsProxyAgent(url), { ca: served.cert }))
    expect(outcome).toMatch(/\(ECONNREFUSED\)/)
    expect(outcome).not.toMatch(/hunter2secret|127\.0\.0\.1/)
  })

  it.each([
    ['nothing', undefined],
    ['the address of a proxy', 'http://proxy:3128'],
    ['options of an agent', { ca: 'PEM' }],
  ])('can be %s', (_, given) => {
    const calling = () => viaAgent(given as unknown as Agent)
    expect(calling).toThrow(UsageError)
    expect(calling).toThrow('viaAgent: `agent` must be an agent, as `new Agent()` of node:https makes one')
  })

  it('takes anything for options of TLS', () => {
    expect(() => viaAgent(new Agent(), 'PEM' as never)).toThrow('`tls` must be an object with options of TLS')
  })
})

describe('a request by an agent', () => {
  let server: Server
  let address: string
  let answer: (response: ServerResponse) => void
  let closed: Promise<void>
  beforeEach(async () => {
    let close: () => void
    closed = new Promise((resolve) => (close = resolve))
    server = createServer((request, response) => {
      request.on('close', () => {
        close()
      })
      answer(response)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  })
  afterEach(() => {
    server.closeAllConnections()
    server.close()
  })
  // An agent for http: that of a proxy takes both.
  const direct = viaAgent(new PlainAgent()).http
  const get = { method: 'GET', headers: {} } as const

  it('loses the status, the headers or a letter of the body', async () => {
    const sign = Buffer.from('€')
    answer = (response) => {
      response.writeHead(302, { Location: 'https://elsewhere.test/', 'X-One': '1' })
      response.write(sign.subarray(0, 1))
      setImmediate(() => response.end(sign.subarray(1)))
    }
    expect(await first(direct({ ...get, url: address }))).toMatchObject({
      status: 302,
      headers: { location: 'https://elsewhere.test/', 'x-one': '1' },
      body: '€',
    })
  })

  it('goes on reading without end', async () => {
    answer = (response) => {
      const more = (failed?: Error | null): void => {
        if (!failed) response.write(Buffer.alloc(1024 * 1024, 'a'), more)
      }
      more()
    }
    const asked = first(direct({ ...get, url: address }))
    await expect(asked).rejects.toMatchObject({ code: 'BODY_TOO_LONG' })
    await closed
  })

  it('waits for ever when the answer breaks off', async () => {
    answer = (response) => {
      response.writeHead(200, { 'Content-Length': 100 })
      response.write('{', () => response.destroy())
    }
    const asked = first(direct({ ...get, url: address }))
    await expect(asked).rejects.toMatchObject({ code: 'ECONNRESET' })
  })

  it('goes on when nobody wants the answer any more', async () => {
    const came = new Promise<void>((resolve) => {
      answer = () => {
        resolve()
      }
    })
    const subscription = from(direct({ ...get, url: address })).subscribe({
      error: (error: unknown) => {
        expect.fail(String(error))
      },
    })
    await came
    subscription.unsubscribe()
    await closed
  })

  it('throws where the agent is not one for the address, or tells the address', async () => {
    const { http } = viaAgent(new Agent())
    const asked = first(http({ ...get, url: address }))
    await expect(asked).rejects.toSatisfy((error) => error instanceof Error && !(error instanceof OmmError))
    await expect(asked).rejects.not.toThrow(address)
  })
})
