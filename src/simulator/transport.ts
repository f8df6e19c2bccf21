/** The seam between the simulator and whatever carries its frames: memory, or sockets. */

/** How the simulator reaches the other end of one connection. */
export interface Deliver {
  /** Sends one text frame. */
  frame(text: string): void
  /** Closes the connection; without a code it is cut, which the other side sees as 1006. */
  close(code?: number, reason?: string): void
  /** True while the transport has more to write than it should buffer. */
  congested?(): boolean
}

/** A client that asks for a WebSocket. */
export interface Upgrade {
  /** Path of the request, query included, or the whole URL. */
  readonly path: string
  /** Sub-protocols that the client offers, in its order. */
  readonly protocols: readonly string[]
  /** Header names in lower case. */
  readonly headers?: Readonly<Record<string, string>>
  /** How the simulator reaches this client. */
  readonly deliver: Deliver
}

/** The upgrade was not granted. */
export interface Refusal {
  /** HTTP status, or 0 when nobody listens (connection refused). */
  readonly status: number
  /** Text of the HTTP answer; empty when nobody listens. */
  readonly body: string
}

/** The simulator's end of one open connection. */
export interface SimulatorConnection {
  /** Number of the connection, from 1. */
  readonly number: number
  /** The sub-protocol that was chosen. */
  readonly protocol: string
  /** Hands over a text frame of the client. */
  receive(text: string): void
  /** Hands over a binary frame of the client, which is a protocol error. */
  receiveBinary(): void
  /** Tells that the transport has written out what it had buffered. */
  drained(): void
  /** Tells that the client closed the connection, or that it was lost. */
  closed(code?: number, reason?: string): void
}

/**
 * True when the upgrade was granted.
 *
 * @example
 * ```ts
 * import { createSimulator, isGranted } from 'rx-omm/simulator'
 *
 * const answer = createSimulator().connect({
 *   path: '/WebSocket',
 *   protocols: ['tr_json2'],
 *   deliver: { frame: (text) => console.log(text), close: () => console.log('closed') },
 * })
 * if (isGranted(answer)) answer.receive('{"ID":1,"Domain":"Login","Key":{"Name":"me"}}')
 * else console.log(answer.status)
 * ```
 */
export const isGranted = (answer: Refusal | SimulatorConnection): answer is SimulatorConnection =>
  'protocol' in answer
