import { asyncScheduler } from 'rxjs'
import {
  createConsumer,
  type Consumer,
  type ConsumerEvent,
  type ConsumerOptions,
  type ConsumerState,
  type ItemEvent,
  type ItemOptions,
} from '../../src/index.js'
import { fakeWebSockets, type FakeWebSocket } from './fake-web-socket.js'
import { virtually } from './marbles.js'
import { observe, type Observed } from './observe.js'
import { loginRefresh } from './server-messages.js'

/** A message as it travels; a test knows what it expects. */
export type Members = Readonly<Record<string, unknown>>

/** One item as its subscriber sees it. */
export interface OpenedItem extends Observed<ItemEvent> {
  /** Stream id of the request that went out for it. */
  readonly id: number
}

/** A consumer, and a WebSocket whose other end is the test. */
export interface WireBench {
  readonly consumer: Consumer
  readonly events: readonly ConsumerEvent[]
  readonly states: readonly ConsumerState[]
  /** All sockets that were asked for, oldest first. */
  readonly sockets: readonly FakeWebSocket[]
  /** The newest of them. */
  readonly socket: () => FakeWebSocket
  readonly advance: (milliseconds: number) => void
  /** Opens the newest socket, if that is to be done, and answers the login. */
  readonly logIn: (refresh?: Members) => void
  /** Messages arrive, in one frame. */
  readonly receive: (...messages: readonly unknown[]) => void
  /** Messages that went out on the newest socket since the last call, login and keep-alive apart. */
  readonly taken: () => readonly Members[]
  /** All messages that went out on a socket. */
  readonly sent: (socket?: FakeWebSocket) => readonly Members[]
  /** Subscribes to an item and lets the request go out. */
  readonly open: (name: string, options?: ItemOptions) => OpenedItem
  /** Events of one kind. */
  readonly told: <Name extends ConsumerEvent['event']>(
    name: Name,
  ) => readonly Extract<ConsumerEvent, { event: Name }>[]
}

/** What a consumer of these tests is made with besides what the options say. */
export const plainConsumer: ConsumerOptions = {
  endpoints: 'ws://127.0.0.1:15000/WebSocket',
  login: { name: 'user', position: '127.0.0.1', latency: false },
  random: () => 0.5,
}

/** Everything that a server can do, so that nothing is left undone for its sake. */
export const capableLogin = (more: Members = {}): Members =>
  loginRefresh({
    Key: {
      Name: 'user',
      Elements: { SupportBatchRequests: 7, SupportViewRequests: 1, SupportOMMPost: 1, SupportPauseResume: 1 },
    },
    ...more,
  })

const isOverhead = ({ Type, Domain }: Members): boolean =>
  Domain === 'Login' || Type === 'Ping' || Type === 'Pong'

/** How long the last timers may take after the end, in milliseconds. */
const ending = 10_000

/** Runs a test of the whole client in virtual time; nothing may be left when it is over. */
export const onWire = (test: (bench: WireBench) => void, options: Partial<ConsumerOptions> = {}): void => {
  virtually((advance) => {
    const webSockets = fakeWebSockets({ closesOnClose: true, closesOnTerminate: true })
    const { made, factory } = webSockets
    const last = (): FakeWebSocket => webSockets.last()
    const consumer = createConsumer({
      ...plainConsumer,
      clock: () => asyncScheduler.now(),
      webSocket: factory,
      ...options,
    })
    const events: ConsumerEvent[] = []
    const states: ConsumerState[] = []
    consumer.events$.subscribe((event) => events.push(event))
    consumer.state$.subscribe((state) => states.push(state))
    const sent = (socket = last()): readonly Members[] =>
      socket.sent.map((frame) => JSON.parse(frame) as Members)
    const read = new WeakMap<FakeWebSocket, number>()
    const bench: WireBench = {
      consumer,
      events,
      states,
      sockets: made,
      socket: last,
      advance,
      sent,
      logIn: (refresh = capableLogin()) => {
        if (last().protocol === '') last().opens()
        advance(0)
        last().receives([refresh])
        advance(0)
      },
      receive: (...messages) => {
        last().receives(messages)
      },
      taken: () => {
        const all = sent()
        const from = read.get(last()) ?? 0
        read.set(last(), all.length)
        return all.slice(from).filter((message) => !isOverhead(message))
      },
      open: (name, itemOptions = {}) => {
        const observed = observe(consumer.item(name, itemOptions))
        advance(0)
        const asked = sent()
          .filter(({ Key }) => (Key as Members | undefined)?.['Name'] === name)
          .at(-1)
        return Object.assign(observed, { id: Number(asked?.['ID'] ?? 0) })
      },
      told: <Name extends ConsumerEvent['event']>(name: Name) =>
        events.filter((one): one is Extract<ConsumerEvent, { event: Name }> => one.event === name),
    }
    try {
      test(bench)
    } finally {
      void consumer.close()
      advance(ending)
    }
  })
}

/** The same, logged in: an item keeps the session up, whose request is no part of what was sent. */
export const loggedIn = (
  test: (bench: WireBench) => void,
  options: Partial<ConsumerOptions> = {},
  login: Members = capableLogin(),
): void => {
  onWire((bench) => {
    bench.consumer.item('KEEP.UP').subscribe({ error: () => undefined })
    bench.advance(0)
    bench.logIn(login)
    bench.receive({ ID: 2, Type: 'Refresh', Fields: { BID: 0 } })
    bench.taken()
    test(bench)
  }, options)
}
