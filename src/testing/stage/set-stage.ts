import { type Observable, defer, finalize } from 'rxjs'
import type { Consumer } from '../../consumer/consumer.js'
import { createConsumer } from '../../consumer/create-consumer.js'
import type { ConsumerOptions } from '../../consumer/consumer-options.js'
import { discover } from '../../endpoint/discover.js'
import { createSimulator } from '../../simulator/create-simulator.js'
import { inMemory, type InMemory } from '../../simulator/memory/in-memory.js'
import { leaksOf } from '../leaks/leaks-of.js'
import { trackConsumer, type TrackedConsumer } from '../leaks/track-consumer.js'
import type { Setting } from '../virtual/in-virtual-time.js'
import type { VirtualTime } from '../virtual/virtual-time.js'
import type { Stage } from './stage.js'
import type { StageOptions } from './stage-options.js'
import { tokensFor, type World } from './tokens-for.js'

/** Where the simulated services are. Only the paths matter to them. */
const host = 'https://api.simulator.test'

/** Jitter that is always in the middle. */
const half = (): number => 0.5

/** So long a closing handshake with a server that is slow, or silent, may take, and what is under way to arrive. */
const farewell = 10_000

/** Counts the HTTP requests that are under way. */
const counting = (network: InMemory): { readonly network: InMemory; readonly open: () => number } => {
  let open = 0
  const counted = <T>(source: Observable<T>): Observable<T> =>
    defer(() => {
      open += 1
      return source.pipe(
        finalize(() => {
          open -= 1
        }),
      )
    })
  return { network: { ...network, http: (request) => counted(network.http(request)) }, open: () => open }
}

const consumerOptions = (
  { identity = 'v1', discovery, consumer = {} }: StageOptions,
  network: InMemory,
  world: World,
): ConsumerOptions => {
  const tokens = tokensFor(identity, host, world)
  const name = typeof identity === 'object' && 'name' in identity ? { name: identity.name } : {}
  const { clock, random } = world
  return {
    // One who brings tokens, or a name, needs none of ours.
    ...(tokens === undefined || consumer.login?.name !== undefined ? {} : { tokens }),
    // Discovery asks for a token, and one who logs in by name has none.
    endpoints:
      tokens === undefined
        ? 'wss://server.simulator.test/WebSocket'
        : discover({ url: `${host}/streaming/pricing/v1/`, http: world.http, clock, ...discovery }),
    webSocket: network.webSocket,
    clock,
    random,
    ...consumer,
    login: { ...name, position: '127.0.0.1/test', ...consumer.login },
  }
}

/** Sets up a simulator, and a consumer that is connected to it. */
export const setStage = (time: VirtualTime, given: StageOptions): Setting<Stage> => {
  const simulator = createSimulator({ updateRate: 0, ...given.simulator })
  const { network, open: openRequests } = counting(inMemory(simulator, given.network))
  let shift = 0
  const clock = (): number => time.now() + shift
  const options = consumerOptions(given, network, { http: network.http, clock, random: half })

  const consumers: TrackedConsumer[] = []
  const track = (consumer: Consumer): TrackedConsumer => {
    const tracked = trackConsumer(consumer)
    consumers.push(tracked)
    return tracked
  }
  const own = createConsumer(options)
  const consumer = track(own)
  const { values: events } = time.watch(own.events$)
  const { values: states } = time.watch(own.state$)

  return {
    context: {
      ...time,
      simulator,
      consumer,
      options,
      network,
      events,
      states,
      another: (more = {}) => track(createConsumer({ ...options, ...more })),
      shiftClock: (milliseconds) => {
        shift += milliseconds
      },
    },
    strike: () => {
      const leaks = consumers.flatMap((each) =>
        leaksOf(each).map((leak) => `${leak}: nobody has unsubscribed`),
      )
      for (const each of consumers) void each.close()
      time.advance(farewell)
      const requests = openRequests()
      if (requests > 0) leaks.push(`HTTP requests under way: ${requests}`)
      for (const { number, user } of simulator.connections) {
        leaks.push(
          `connection ${number} of ${user ?? 'nobody'}: its consumer was not made by the stage, and not closed`,
        )
      }
      simulator.stop()
      time.advance(farewell)
      return leaks
    },
  }
}
