import { expect, test } from 'vitest'
import { selectHotStandby } from '../../src/index.js'
import type { DiscoveryEntry } from '../../src/simulator/index.js'
import { play } from '../support/scenario.js'
import { discoveryRequests, logins, tokenRequests } from '../support/scenario-received.js'

const seconds = 1_000

const entry = (
  endpoint: string,
  location: readonly string[],
  more: Partial<DiscoveryEntry> = {},
): DiscoveryEntry => ({
  endpoint: `${endpoint}.simulator.test`,
  port: 443,
  location,
  ...more,
})

const url = (host: string): string => `wss://${host}.simulator.test/WebSocket`

const mixed: readonly DiscoveryEntry[] = [
  entry('eu-multi', ['eu-west-1a', 'eu-west-1b']),
  entry('us-a', ['us-east-1a']),
  entry('us-tcp', ['us-east-1a', 'us-east-1b'], { transport: 'tcp' }),
  entry('us-rwf', ['us-east-1a', 'us-east-1b'], { dataFormat: ['rwf'] }),
  entry('us-multi', ['us-east-1a', 'us-east-1b']),
  entry('us-b', ['us-east-1b']),
  entry('us-multi-2', ['us-east-1a', 'us-east-1c']),
]

test('of regions, transports, formats and zones mixed, the first multi-zone WebSocket of the region is used', () => {
  play({ simulator: { endpoints: mixed } }, ({ network, simulator, watch, advance }) => {
    const watched = watch('EUR=')
    advance(seconds)
    expect(network.connects).toEqual([url('us-multi')])
    expect(watched.live()).toEqual(['EUR='])
    expect(discoveryRequests(simulator)).toMatchObject([{ status: 200 }])
    expect(discoveryRequests(simulator)[0]?.url).toContain('transport=websocket')
    expect(discoveryRequests(simulator)[0]?.headers['authorization']).toMatch(/^Bearer /)
  })
})

test('hot standby goes to the single-zone endpoints, each host once', () => {
  play({ simulator: { endpoints: mixed }, discovery: { select: selectHotStandby } }, (stage) => {
    const { network, simulator, watch, advance } = stage
    watch('EUR=')
    advance(seconds)
    simulator.closeRecoverLogin()
    advance(10 * seconds)
    expect(network.connects).toEqual([url('us-a'), url('us-b')])
  })
})

test('a region that is not offered fails, naming those that are', () => {
  play(
    { simulator: { endpoints: mixed }, discovery: { region: 'ap-south-1' } },
    ({ watch, advance, state, network }) => {
      const watched = watch('EUR=')
      advance(seconds)
      expect(state()).toMatchObject({ status: 'failed', cause: { code: 'no-region' } })
      const [error] = watched.errors
      expect(error instanceof Error && error.message).toMatch(/eu-west-1, us-east-1/)
      expect(network.connects).toEqual([])
    },
  )
})

const hosts = ['one', 'two', 'three'] as const
const three = hosts.map((name) => entry(name, ['us-east-1a', 'us-east-1b']))

test.each([
  { dead: ['one'], tried: ['one', 'two'] },
  { dead: ['one', 'two'], tried: ['one', 'two', 'three'] },
])('with $dead dead the next endpoint is tried, without asking discovery again', ({ dead, tried }) => {
  const network = { delay: 5, dead: dead.map((name) => `${name}.simulator.test`) }
  play({ simulator: { endpoints: three }, network }, ({ network, simulator, watch, advance }) => {
    const watched = watch('EUR=')
    advance(30 * seconds)
    expect(network.connects).toEqual(tried.map(url))
    expect(discoveryRequests(simulator)).toHaveLength(1)
    expect(tokenRequests(simulator)).toHaveLength(1)
    expect(watched.live()).toEqual(['EUR='])
  })
})

test('an endpoint dead in the middle or at the end of the list is passed over when its turn comes', () => {
  const network = { delay: 5, dead: ['two.simulator.test'] }
  play({ simulator: { endpoints: three }, network }, ({ network, simulator, watch, advance }) => {
    const watched = watch('EUR=')
    advance(30 * seconds)
    simulator.closeRecoverLogin()
    advance(30 * seconds)
    expect(network.connects).toEqual(['one', 'two', 'three'].map(url))
    expect(watched.live()).toEqual(['EUR='])
  })
  play(
    { simulator: { endpoints: three }, network: { delay: 5, dead: ['three.simulator.test'] } },
    ({ network, simulator, watch, advance }) => {
      const watched = watch('EUR=')
      advance(30 * seconds)
      simulator.closeRecoverLogin()
      advance(30 * seconds)
      simulator.closeRecoverLogin()
      advance(60 * seconds)
      expect(network.connects).toEqual(['one', 'two', 'three', 'one'].map(url))
      expect(watched.live()).toEqual(['EUR='])
    },
  )
})

test('three failures in a row, or the end of the list, ask discovery again', () => {
  const endpoints = ['one', 'two', 'three', 'four', 'five'].map((name) =>
    entry(name, ['us-east-1a', 'us-east-1b']),
  )
  play({ simulator: { endpoints } }, ({ network, simulator, watch, advance }) => {
    simulator.stopAccepting({ only: 'webSocket' })
    watch('EUR=')
    while (network.connects.length < 3) advance(10)
    expect(discoveryRequests(simulator)).toHaveLength(1)
    while (network.connects.length < 4) advance(10)
    expect(discoveryRequests(simulator)).toHaveLength(2)
    expect(network.connects).toEqual(['one', 'two', 'three', 'four'].map(url))
  })
})

test('a discovery that fails when it is asked again leaves the old list in use', () => {
  play({ simulator: { endpoints: three } }, ({ network, simulator, watch, advance }) => {
    const watched = watch('EUR=')
    advance(seconds)
    simulator.answerDiscovery({ status: 503 })
    simulator.stopAccepting({ only: 'webSocket' })
    simulator.drop()
    advance(120 * seconds)
    expect(discoveryRequests(simulator).length).toBeGreaterThan(1)
    expect(new Set(network.connects)).toEqual(new Set(hosts.map(url)))
    simulator.accept()
    advance(30 * seconds)
    expect(watched.live()).toEqual(['EUR='])
  })
})

test('a first discovery that answers nothing usable is asked again, then succeeds', () => {
  play({}, ({ simulator, watch, advance, told }) => {
    const watched = watch('EUR=')
    simulator.answerDiscovery('never', { times: 1 })
    advance(30.2 * seconds)
    simulator.answerDiscovery({ status: 200, body: '<html>sign in</html>' }, { times: 1 })
    advance(30 * seconds)
    expect(told('retry.scheduled').map(({ cause }) => cause.code)).toEqual([
      'discovery-unavailable',
      'discovery-unavailable',
    ])
    expect(watched.live()).toEqual(['EUR='])
    expect(tokenRequests(simulator)).toHaveLength(1)
  })
})

test('discovery that does not like the token gets one new token, and no second refusal in a row', () => {
  play({ v2: {} }, ({ simulator, watch, advance }) => {
    simulator.answerDiscovery({ status: 401 }, { times: 1 })
    const watched = watch('EUR=')
    advance(10 * seconds)
    expect(tokenRequests(simulator)).toHaveLength(2)
    const [first, second] = discoveryRequests(simulator).map(({ headers }) => headers['authorization'])
    expect(second).not.toBe(first)
    expect(watched.live()).toEqual(['EUR='])
  })
})

test.each([403, 404, 410, 451])(
  '%i from discovery fails at once, and names entitlement and scope',
  (status) => {
    play({}, ({ simulator, watch, advance, state }) => {
      simulator.answerDiscovery({ status })
      const watched = watch('EUR=')
      advance(60 * seconds)
      expect(state()).toMatchObject({ status: 'failed', cause: { code: 'discovery-stopped', status } })
      expect(watched.errors).toHaveLength(1)
      expect(String(watched.errors[0])).toContain('trapi.streaming.pricing.read')
      expect(discoveryRequests(simulator)).toHaveLength(1)
    })
  },
)

test('a token is not sent over ws:// to a host that is not this machine', () => {
  const consumer = { endpoints: 'ws://ads.simulator.test:15000/WebSocket' }
  play({ consumer }, ({ simulator, network, watch, advance, state }) => {
    const watched = watch('EUR=')
    advance(60 * seconds)
    expect(state()).toMatchObject({ status: 'failed', cause: { code: 'insecure-transport' } })
    expect(watched.errors).toMatchObject([{ code: 'insecure-transport' }])
    expect(network.connects).toEqual([])
    expect(logins(simulator)).toEqual([])
  })
})

test.each([
  { endpoints: 'ws://ads.simulator.test:15000/WebSocket', dangerouslySendTokensInClear: true },
  { endpoints: 'ws://127.0.0.1:15000/WebSocket' },
  { endpoints: 'localhost:15000' },
])('a token is sent over ws:// where that was allowed, or stays on this machine: $endpoints', (consumer) => {
  play({ consumer }, ({ watch, advance, network }) => {
    const watched = watch('EUR=')
    advance(seconds)
    expect(network.connects[0]).toMatch(/^ws:/)
    expect(watched.live()).toEqual(['EUR='])
  })
})

test('a server that does not choose tr_json2 is given up when every endpoint behaves so', () => {
  play(
    {
      simulator: { endpoints: three },
      network: { delay: 5 },
    },
    ({ simulator, network, another, advance }) => {
      const consumer = another({
        // A server that knows only another protocol: the socket opens, and nothing was chosen.
        webSocket: (address, protocols) => {
          const socket = network.webSocket(address, protocols)
          Object.defineProperty(socket, 'protocol', { get: () => '' })
          return socket
        },
      })
      const errors: unknown[] = []
      consumer.item('EUR=').subscribe({ error: (error: unknown) => errors.push(error) })
      advance(60 * seconds)
      expect(errors).toMatchObject([{ code: 'subprotocol-refused' }])
      expect(network.connects).toEqual(hosts.map(url))
      expect(logins(simulator)).toEqual([])
    },
  )
})
