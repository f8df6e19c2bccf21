import { type Observable, defer, finalize } from 'rxjs'
import { TestScheduler } from 'rxjs/testing'
import { expect } from 'vitest'
import {
  clientCredentials,
  createConsumer,
  discover,
  passwordGrant,
  type ClientCredentialsOptions,
  type Consumer,
  type ConsumerEvent,
  type ConsumerOptions,
  type ConsumerState,
  type DiscoverOptions,
  type HttpRequest,
  type HttpResponse,
  type PasswordGrantOptions,
  type TokenSource,
} from '../../src/index.js'
import {
  createSimulator,
  inMemory,
  type InMemory,
  type InMemoryOptions,
  type Simulator,
  type SimulatorOptions,
} from '../../src/simulator/index.js'
import { watch, type Watched } from './scenario-watch.js'

/** Addresses of the simulated services. */
export const urls = {
  v1: 'https://api.simulator.test/auth/oauth2/v1/token',
  v2: 'https://api.simulator.test/auth/oauth2/v2/token',
  discovery: 'https://api.simulator.test/streaming/pricing/v1/',
} as const

/** What every request of the client passes through on its way to the simulator. */
export type Via = (
  request: HttpRequest,
  onward: (request: HttpRequest) => Observable<HttpResponse>,
) => Observable<HttpResponse>

/** What a scenario is played with; everything has a default. */
export interface ScenarioOptions {
  readonly simulator?: SimulatorOptions
  readonly network?: InMemoryOptions
  /** Options of the grant that makes the tokens; the one that is present is used, V1 by default. */
  readonly v1?: Partial<PasswordGrantOptions>
  readonly v2?: Partial<ClientCredentialsOptions>
  readonly discovery?: Partial<DiscoverOptions>
  readonly consumer?: Partial<ConsumerOptions>
  readonly via?: Via
}

/** What a scenario works with. */
export interface Stage {
  readonly scheduler: TestScheduler
  readonly simulator: Simulator
  readonly network: InMemory
  readonly tokens: TokenSource
  readonly consumer: Consumer
  /** What `events$` and `state$` have told, in order. */
  readonly events: readonly ConsumerEvent[]
  readonly states: readonly ConsumerState[]
  /** HTTP requests that are under way. */
  readonly openRequests: () => number
  /** Lets virtual time pass, in milliseconds; what is due in it happens. */
  readonly advance: (milliseconds: number) => void
  /** Moves the clock of the client without its timers, in milliseconds. */
  readonly shiftClock: (milliseconds: number) => void
  /** Makes another consumer; shares what the options do not replace. */
  readonly another: (options?: Partial<ConsumerOptions>) => Consumer
  /** Subscribes to items and keeps what they tell. */
  readonly watch: (...names: readonly string[]) => Watched
  /** Events of one kind. */
  readonly told: <Name extends ConsumerEvent['event']>(
    name: Name,
  ) => readonly Extract<ConsumerEvent, { event: Name }>[]
  /** Present state of the consumer. */
  readonly state: () => ConsumerState
}

const tokensOf = (
  { v1 = {}, v2 }: ScenarioOptions,
  http: HttpObservable,
  clock: () => number,
): TokenSource =>
  v2 === undefined
    ? passwordGrant({
        username: 'user',
        password: 'password',
        clientId: 'app',
        url: urls.v1,
        http,
        clock,
        random: half,
        ...v1,
      })
    : clientCredentials({ clientId: 'client', clientSecret: 'secret', url: urls.v2, http, clock, ...v2 })

type HttpObservable = (request: HttpRequest) => Observable<HttpResponse>

/** Jitter that is always in the middle. */
export const half = (): number => 0.5

/** So long a closing handshake and the last timers may take. */
const ending = 10_000

/**
 * Plays a scenario in virtual time: the real client against the real simulator. When the script is over the
 * consumer is closed and the simulator stopped, and then nothing may be left: no timer, no request, no
 * connection. `script` runs as plain lines; only `advance` makes time pass.
 */
export const play = <Result>(options: ScenarioOptions, script: (stage: Stage) => Result): Result => {
  const scheduler = new TestScheduler((actual, expected) => {
    expect(actual).toEqual(expected)
  })
  return scheduler.run((helpers) => {
    const simulator = createSimulator({ updateRate: 0, maxReceived: 1_000_000, ...options.simulator })
    const network = inMemory(simulator, { delay: 5, ...options.network })
    const via: Via = options.via ?? ((request, onward) => onward(request))
    let openRequests = 0
    let shift = 0
    const clock = (): number => scheduler.now() + shift
    const http = (request: HttpRequest): Observable<HttpResponse> =>
      defer(() => {
        openRequests += 1
        return via(request, network.http)
      }).pipe(
        finalize(() => {
          openRequests -= 1
        }),
      )
    const tokens = tokensOf(options, http, clock)
    const consumerOptions: ConsumerOptions = {
      ...(options.consumer?.login?.name === undefined ? { tokens } : {}),
      endpoints: discover({ url: urls.discovery, http, clock, ...options.discovery }),
      webSocket: network.webSocket,
      clock,
      random: half,
      ...options.consumer,
    }
    const consumers: Consumer[] = []
    const another = (more: Partial<ConsumerOptions> = {}): Consumer => {
      const made = createConsumer({ ...consumerOptions, ...more })
      consumers.push(made)
      return made
    }
    const consumer = another()
    const events: ConsumerEvent[] = []
    const states: ConsumerState[] = []
    consumer.events$.subscribe((event) => events.push(event))
    consumer.state$.subscribe((state) => states.push(state))
    const advance = (milliseconds: number): void => {
      const target = scheduler.frame + milliseconds
      scheduler.maxFrames = target
      helpers.flush()
      scheduler.frame = target
    }
    const stage: Stage = {
      scheduler,
      simulator,
      network,
      tokens,
      consumer,
      events,
      states,
      openRequests: () => openRequests,
      advance,
      shiftClock: (milliseconds) => {
        shift += milliseconds
      },
      another,
      watch: (...names) => watch(consumer.items(names)),
      told: <Name extends ConsumerEvent['event']>(name: Name) =>
        events.filter((one): one is Extract<ConsumerEvent, { event: Name }> => one.event === name),
      state: () => states.at(-1) ?? { status: 'idle' },
    }
    const result = script(stage)
    for (const each of consumers) void each.close()
    simulator.stop()
    advance(ending)
    expect({ timers: scheduler.actions.length, requests: openRequests, connections: simulator.connections.length }, 'left behind').toEqual({ timers: 0, requests: 0, connections: 0 }) // prettier-ignore
    scheduler.maxFrames = Infinity
    return result
  })
}
