import type { Observable } from 'rxjs'
import type { HttpRequest, HttpResponse } from '../http/http.js'
import type { LogLine } from './log/log-line.js'
import type { Received } from './log/received.js'
import type { Scenario } from './scenario.js'
import type { Refusal, SimulatorConnection, Upgrade } from './transport.js'

/** Where a login stands: not asked for, asked for, accepted, or over. */
export type LoginState = 'none' | 'pending' | 'open' | 'ended'

/** What came of measuring the delay of a connection. */
export interface LatencyView {
  /** Measurements that were sent. */
  readonly sent: number
  /** Measurements that came back with the same digits. */
  readonly echoed: number
  /** Messages that came back with other digits, as from a client that lets `JSON.parse` round them. */
  readonly wrong: number
  /** Delay of the last one that came back, in microseconds; 0 before. */
  readonly last: number
}

/** An open connection, for tests to look at. */
export interface ConnectionView {
  /** Number of the connection, from 1. */
  readonly number: number
  /** Sub-protocol that was chosen. */
  readonly protocol: string
  /** Where the login of the connection stands. */
  readonly login: LoginState
  /** User of the login: the name, machine ID or client ID. */
  readonly user?: string
  /** The token that the login stands on at the moment. */
  readonly token?: string
  /** Open item streams: name to stream id. Of two services or domains with one name, the newer stream. */
  readonly streams: ReadonlyMap<string, number>
  /** What came of measuring the delay (`latencyEvery`). */
  readonly latency: LatencyView
}

/**
 * A market data provider in memory: token service, service discovery and a `tr_json2` server. It has no
 * sockets of its own and lives in RxJS time; see `inMemory` and `serveSimulator` for ways to reach it, and
 * {@link Scenario} for what can be made to go wrong.
 */
export interface Simulator extends Scenario {
  /** Token service and service discovery. Only the path of the URL decides; errors mean connection refused. */
  readonly http: (request: HttpRequest) => Observable<HttpResponse>
  /** Asks for a WebSocket. Nothing is delivered before this function has returned. */
  connect(upgrade: Upgrade): Refusal | SimulatorConnection
  /** What clients sent, oldest first, up to the bound of the options. */
  readonly received: readonly Received[]
  /** How many entries of {@link Simulator.received} were dropped for the bound. */
  readonly receivedDropped: number
  /** The connections that are open now. */
  readonly connections: readonly ConnectionView[]
  /** What goes in and out, secrets masked. Costs nothing while nobody subscribes. */
  readonly log$: Observable<LogLine>
  /** What is accepted at the moment; emits at once and on each change. */
  readonly accepting$: Observable<{
    /** HTTP requests are answered. */
    readonly http: boolean
    /** New WebSockets are opened. */
    readonly webSocket: boolean
  }>
  /** Adds a line to {@link Simulator.log$} that tells where the simulator is served. */
  announce(addresses: { readonly http: string; readonly ws: string }): void
  /** Ends all timers and cuts all connections. The simulator is not to be used afterwards. */
  stop(): void
}
