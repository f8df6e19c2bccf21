import * as fc from 'fast-check'
import { EMPTY, of, throwError } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { discover, type DiscoverOptions } from '../../src/endpoint/discover.js'
import type { EndpointEvent } from '../../src/endpoint/endpoint-event.js'
import { selectEndpoints, selectHotStandby } from '../../src/endpoint/select-endpoints.js'
import { readServices, type DiscoveredService } from '../../src/endpoint/services.js'
import { Token } from '../../src/token/token.js'
import { fakeHttp, json, redirect, type Reply } from '../support/fake-http.js'
import { inVirtualTime, watch, at, type Seen } from '../support/virtual.js'
import type { Endpoint } from '../../src/endpoint/endpoint.js'

const token = new Token({ value: 'S3CRET-token', issuedAt: 0, expiresAt: 1_000 })
const tokens = { token$: of(token) }

const entry = (endpoint: string, location: readonly string[], more: object = {}): object => ({
  provider: 'aws',
  transport: 'websocket',
  endpoint,
  port: 443,
  dataFormat: ['tr_json2'],
  location,
  ...more,
})

const mixed = [
  entry('us-a.example.net', ['us-east-1a']),
  entry('eu.example.net', ['eu-west-1a', 'eu-west-1b']),
  entry('tcp.example.net', ['us-east-1a', 'us-east-1b'], { transport: 'tcp', dataFormat: ['rwf'] }),
  entry('us-mr.example.net', ['us-east-1a', 'us-east-1b']),
  entry('us-b.example.net', ['us-east-1b']),
  entry('us-b.example.net', ['us-east-1b']),
]

const found = (
  reply: Reply,
  options: DiscoverOptions = {},
): Seen<readonly Endpoint[]> & { events: EndpointEvent[] } => {
  const events: EndpointEvent[] = []
  const fake = fakeHttp(() => reply)
  return Object.assign(
    watch(
      discover({ http: fake.http, ...options })(tokens, (event) => {
        events.push(event)
      }),
    ),
    { events },
  )
}

const urls = (seen: Seen<readonly Endpoint[]>): string[] => seen.values[0]?.map(({ url }) => url) ?? []

describe('selection', () => {
  it('takes the region, several zones first, then single ones, in the order of the list', () => {
    expect(urls(found(json(200, { services: mixed })))).toEqual([
      'wss://us-mr.example.net:443/WebSocket',
      'wss://us-a.example.net:443/WebSocket',
      'wss://us-b.example.net:443/WebSocket',
      'wss://us-b.example.net:443/WebSocket',
    ])
  })

  it('for hot standby takes distinct hosts with exactly one zone', () => {
    expect(urls(found(json(200, { services: mixed }), { select: selectHotStandby }))).toEqual([
      'wss://us-a.example.net:443/WebSocket',
      'wss://us-b.example.net:443/WebSocket',
    ])
  })

  it('tells of a region without resilience, and of a missing second leg', () => {
    const single = json(200, { services: [mixed[0]] })
    expect(found(single).events).toEqual([{ event: 'endpoint.single-zone-only', region: 'us-east-1' }])
    expect(found(single, { select: selectHotStandby }).events).toEqual([
      { event: 'endpoint.no-standby', region: 'us-east-1' },
    ])
  })

  it('a region that is not there is an error that names those that are', () => {
    const seen = found(json(200, { services: mixed }), { region: 'ap-south-1' })
    expect(seen.error).toMatchObject({ code: 'no-region' })
    expect(String(seen.error)).toContain('eu-west-1, us-east-1')
  })

  it('keeps every service of the region exactly once, multi-zone before single-zone, otherwise in order', () => {
    const service = fc.record({
      host: fc.stringMatching(/^[a-z]{1,3}$/),
      location: fc.array(fc.constantFrom('us-east-1a', 'us-east-1b', 'eu-west-1a'), {
        minLength: 1,
        maxLength: 3,
      }),
    })
    fc.assert(
      fc.property(fc.array(service), (raw) => {
        const services = raw.map(({ host, location }, index): DiscoveredService => ({
          host,
          port: index + 1,
          url: `wss://${host}:${index + 1}/WebSocket`,
          location: location as [string, ...string[]], // prettier-ignore
        }))
        const chosen = selectEndpoints(services, 'us-east-1')
        const wanted = services.filter(({ location }) => location[0].startsWith('us-east-1'))
        expect(new Set(chosen.map(({ url }) => url))).toEqual(new Set(wanted.map(({ url }) => url)))
        expect(chosen).toHaveLength(wanted.length)
        const rank = ({ url, location = [] }: Endpoint): number =>
          (location.length > 1 ? 0 : 1_000_000) + services.findIndex((one) => one.url === url)
        const ranks = chosen.map(rank)
        expect(ranks).toEqual([...ranks].sort((a, b) => a - b))
        const legs = selectHotStandby(services, 'us-east-1').map(({ url }) => new URL(url).hostname)
        expect(new Set(legs).size).toBe(legs.length)
      }),
    )
  })
})

describe('defective entries are passed over', () => {
  const good = entry('good.example.net', ['us-east-1a', 'us-east-1b'])
  it.each([
    ['transport', entry('a.example.net', ['us-east-1a'], { transport: 'tcp' })],
    ['transport', entry('a.example.net', ['us-east-1a'], { transport: undefined })],
    ['data-format', entry('a.example.net', ['us-east-1a'], { dataFormat: ['rwf'] })],
    ['location', entry('a.example.net', [])],
    ['location', entry('a.example.net', ['us-east-1a'], { location: 'us-east-1a' })],
    ['port', entry('a.example.net', ['us-east-1a'], { port: 0 })],
    ['port', entry('a.example.net', ['us-east-1a'], { port: 65536 })],
    ['port', entry('a.example.net', ['us-east-1a'], { port: 'https' })],
    ['port', entry('a.example.net', ['us-east-1a'], { port: 1.5 })],
    ['host-name', entry('wss://a.example.net', ['us-east-1a'])],
    ['host-name', entry('a.example.net/path', ['us-east-1a'])],
    ['host-name', entry('a.example.net:443', ['us-east-1a'])],
    ['host-name', entry('user@a.example.net', ['us-east-1a'])],
    ['host-name', entry('a..example.net', ['us-east-1a'])],
    ['host-name', entry('-a.example.net', ['us-east-1a'])],
    ['host-name', entry('2130706433', ['us-east-1a'])],
    ['shape', entry('', ['us-east-1a'])],
    ['shape', null],
    ['shape', 'text'],
    ['shape', {}],
  ])('%s: %j', (defect, bad) => {
    const seen = found(json(200, { services: [bad, good, bad] }))
    expect(urls(seen)).toEqual(['wss://good.example.net:443/WebSocket'])
    expect(seen.events).toEqual([{ event: 'endpoint.skipped', defect, count: 2 }])
  })

  it('the dot of the root is left out, which TLS servers do not know in a name', () => {
    const services = [entry('a.example.net.', ['us-east-1a', 'us-east-1b'])]
    expect(urls(found(json(200, { services })))).toEqual(['wss://a.example.net:443/WebSocket'])
  })

  it('a missing dataFormat and a port as text are fine', () => {
    const seen = found(
      json(200, {
        services: [
          entry('a.example.net', ['us-east-1a', 'us-east-1b'], { dataFormat: undefined, port: '8443' }),
        ],
      }),
    )
    expect(urls(seen)).toEqual(['wss://a.example.net:8443/WebSocket'])
  })

  it('a host outside the allowed domains would be sent the token', () => {
    const services = [
      entry('example.net.evil.test', ['us-east-1a', 'us-east-1b']),
      entry('evilexample.net', ['us-east-1a']),
      good,
    ]
    const seen = found(json(200, { services }), { allowedHosts: ['example.net'] })
    expect(urls(seen)).toEqual(['wss://good.example.net:443/WebSocket'])
    expect(seen.events).toEqual([{ event: 'endpoint.skipped', defect: 'host-not-allowed', count: 2 }])
  })

  it('no answer whatever makes reading throw, or gives an address that is not a WebSocket of its host', () => {
    const rules = { allowedHosts: undefined, clearLoopback: false }
    const wild = fc.record(
      {
        endpoint: fc.anything(),
        port: fc.anything(),
        location: fc.anything(),
        transport: fc.constantFrom('websocket', 1),
        dataFormat: fc.anything(),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(
        fc.oneof(fc.anything(), fc.record({ services: fc.array(fc.oneof(wild, fc.anything())) })),
        (body) => {
          for (const { url, host } of readServices(body, rules)?.services ?? []) {
            expect(new URL(url)).toMatchObject({
              protocol: 'wss:',
              hostname: host.toLowerCase(),
              pathname: '/WebSocket',
            })
          }
        },
      ),
    )
  })
})

describe('failures', () => {
  it.each([
    ['400', json(400, {}), 'discovery-refused'],
    ['401', json(401, { error: { message: 'token expired', status: 'Unauthorized' } }), 'discovery-refused'],
    ['403', json(403, {}), 'discovery-stopped'],
    ['404', json(404, {}), 'discovery-stopped'],
    ['410', json(410, {}), 'discovery-stopped'],
    ['451', json(451, {}), 'discovery-stopped'],
    ['429', json(429, {}), 'discovery-throttled'],
    ['500', json(500, {}), 'discovery-unavailable'],
    ['no services', json(200, {}), 'discovery-unavailable'],
    ['services as text', json(200, { services: 'x' }), 'discovery-unavailable'],
    ['a page', { status: 200, headers: {}, body: '<html>' }, 'discovery-unavailable'],
    ['an empty list', json(200, { services: [] }), 'no-endpoint'],
    ['only TCP', json(200, { services: [mixed[2]] }), 'no-endpoint'],
    ['a foreign redirect', redirect(307, 'https://evil.test/'), 'untrusted-redirect'],
    ['a hidden redirect', redirect(0), 'untrusted-redirect'],
  ] as const)('%s', (_, reply, code) => {
    expect(found(reply).error).toMatchObject({ code })
  })

  it('silence is given up after the time-out, and the request aborted', () => {
    const fake = fakeHttp(() => 'silence')
    inVirtualTime(() => {
      const seen = watch(discover({ http: fake.http, timeout: 5_000 })(tokens))
      at(5_001, () => {
        expect(seen.error).toMatchObject({ code: 'discovery-unavailable' })
        expect(fake.aborted()).toBe(1)
      })
    })
  })

  it('a token that the service repeats is not in the error', () => {
    expect(
      String(found(json(401, { error: 'S3CRET-token', error_description: 'Bearer S3CRET-token' })).error),
    ).not.toContain('S3CRET')
  })

  it('the token source cannot give a token: its own error', () => {
    const error = new Error('none')
    expect(watch(discover()({ token$: throwError(() => error) })).error).toBe(error)
  })

  it('a login by name has no token to ask with', () => {
    expect(watch(discover()(undefined)).error).toMatchObject({ code: 'invalid-options' })
    expect(watch(discover()({ token$: EMPTY })).completed).toBe(true)
  })
})

describe('the request', () => {
  it('carries the token as Bearer and the query', () => {
    const fake = fakeHttp(() => json(200, { services: mixed }))
    watch(discover({ http: fake.http, query: { provider: 'aws' } })(tokens))
    expect(fake.requests).toEqual([
      {
        method: 'GET',
        url: 'https://api.refinitiv.com/streaming/pricing/v1/?transport=websocket&provider=aws',
        headers: { accept: 'application/json', authorization: 'Bearer S3CRET-token' },
      },
    ])
  })

  it('over http goes to this machine only, and then endpoints of this machine, and no others, are ws', () => {
    const services = [
      entry('localhost', ['us-east-1a', 'us-east-1b'], { port: 1 }),
      entry('far.example.net', ['us-east-1a']),
    ]
    const local = found(json(200, { services }), { url: 'http://127.0.0.1:1/d/' })
    expect(urls(local)).toEqual(['ws://localhost:1/WebSocket', 'wss://far.example.net:443/WebSocket'])
    expect(urls(found(json(200, { services })))[0]).toBe('wss://localhost:1/WebSocket')
    expect(() => discover({ url: 'http://10.0.0.1/d/' })).toThrow(
      expect.objectContaining({ code: 'insecure-transport' }),
    )
    expect(() =>
      discover({ url: 'http://10.0.0.1/d/', dangerouslySendCredentialsInClear: true }),
    ).not.toThrow()
  })
})
