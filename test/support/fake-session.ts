import { Subject } from 'rxjs'
import type { Session } from '../../src/session/session.js'
import type { LoginInfo } from '../../src/wire/login.js'
import type { ClientMessage, CloseMessage, RequestMessage, StreamMessage } from '../../src/wire/messages.js'
import type { State } from '../../src/wire/state.js'

/** A session whose other end is the test. */
export interface FakeSession extends Session {
  /** Messages that were sent, in order. */
  readonly sent: ClientMessage[]
  /** Requests that were sent. */
  requests(): RequestMessage[]
  /** Ids that were closed, in order. */
  closed(): number[]
  /** Id on which an item was asked for last, alone or in a batch; 0 for never. */
  idOf(name: string): number
  /** Messages of the server; typed loosely, for servers send anything. */
  receive(...messages: object[]): void
  onSend: (message: ClientMessage) => void
  observed(): boolean
}

/** A server that can do everything. */
export const ableLogin: LoginInfo = {
  pingTimeout: 30,
  maxMsgSize: 61_440,
  batchRequests: true,
  batchClose: true,
  views: true,
  singleOpen: true,
}

const isRequest = (message: ClientMessage): message is RequestMessage => 'Key' in message
const isClose = (message: ClientMessage): message is CloseMessage =>
  'Type' in message && message.Type === 'Close'

/** Creates a session; `login` overrides what the server says of itself. */
export const fakeSession = (login: Partial<LoginInfo> = {}): FakeSession => {
  const messages = new Subject<StreamMessage>()
  const states = new Subject<State>()
  const fake: FakeSession = {
    url: 'ws://localhost:15000/WebSocket',
    login: { ...ableLogin, ...login },
    state$: states,
    messages$: messages,
    sent: [],
    onSend: () => undefined,
    send: (message) => {
      fake.sent.push(message)
      fake.onSend(message)
    },
    requests: () => fake.sent.filter(isRequest),
    closed: () => fake.sent.filter(isClose).flatMap(({ ID }) => ID),
    idOf: (name) => {
      let id = 0
      for (const { ID, Key } of fake.requests()) {
        if (Key.Name === name) id = ID
        else if (Array.isArray(Key.Name) && Key.Name.includes(name)) id = ID + 1 + Key.Name.indexOf(name)
      }
      return id
    },
    receive: (...received) => {
      for (const message of received) messages.next(message as StreamMessage)
    },
    observed: () => messages.observed,
  }
  return fake
}
