import { Subject } from 'rxjs'
import type { Connection } from '../../src/connection/connection.js'
import type { ClientMessage, StreamMessage } from '../../src/wire/messages.js'

/** A connection whose other end is the test. */
export interface FakeConnection extends Connection {
  /** Messages that were sent, in order. */
  readonly sent: ClientMessage[]
  /** The message that would go out last. */
  readonly last: ClientMessage | undefined
  readonly pingTimeouts: number[]
  /** Of which streams exact integers are wanted. */
  readonly exact: ((id: number) => boolean) | undefined
  /** A message of the server; typed loosely, for servers send anything. */
  receive(message: object): void
  onSend: (message: ClientMessage) => void
  /** Whether anybody listens. */
  observed(): boolean
}

/** Creates an open connection. */
export const fakeConnection = (url = 'ws://localhost:15000/WebSocket'): FakeConnection => {
  const messages = new Subject<StreamMessage>()
  const fake = {
    endpoint: { url },
    messages$: messages,
    sent: [] as ClientMessage[],
    last: undefined as ClientMessage | undefined,
    pingTimeouts: [] as number[],
    exact: undefined as FakeConnection['exact'],
    onSend: (() => undefined) as FakeConnection['onSend'],
    send: (message: ClientMessage): void => {
      fake.sent.push(message)
      fake.onSend(message)
    },
    sayLast: (message: ClientMessage | undefined): void => {
      fake.last = message
    },
    setPingTimeout: (milliseconds: number): void => {
      fake.pingTimeouts.push(milliseconds)
    },
    exactFor: (wants: FakeConnection['exact']): void => {
      fake.exact = wants
    },
    receive: (message: object): void => {
      messages.next(message as StreamMessage)
    },
    observed: () => messages.observed,
  }
  return fake
}
