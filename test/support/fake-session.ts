import { Subject } from 'rxjs'
import type { Latency } from '../../src/session/latency.js'
import type { Refusal, Session } from '../../src/session/session.js'
import type { LoginInfo } from '../../src/wire/login.js'
import { readFault } from '../../src/wire/fault.js'
import type {
  AckMessage,
  ClientMessage,
  CloseMessage,
  ErrorMessage,
  GenericMessage,
  PostMessage,
  RequestMessage,
  StreamMessage,
} from '../../src/wire/messages.js'
import { ownMessage } from '../../src/wire/own-message.js'
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
  /** What `pause` was called with, in order. */
  readonly pauses: boolean[]
  /** What `exactFor` was called with last. */
  exact: ((id: number) => boolean) | undefined
  onSend: (message: ClientMessage) => void
  observed(): boolean
}

const refusalOf = (error: ErrorMessage): Refusal => ({ ...ownMessage(error), fault: readFault(error.Text) })

/** A server that can do everything. */
export const ableLogin: LoginInfo = {
  pingTimeout: 30,
  maxMsgSize: 61_440,
  batchRequests: true,
  batchClose: true,
  views: true,
  pauseResume: true,
  posts: true,
  singleOpen: true,
}

const isRequest = (message: ClientMessage): message is RequestMessage =>
  'Key' in message && !('Type' in message)
const isClose = (message: ClientMessage): message is CloseMessage =>
  'Type' in message && message.Type === 'Close'

/** Creates a session; `login` overrides what the server says of itself. */
export const fakeSession = (login: Partial<LoginInfo> = {}): FakeSession => {
  const messages = new Subject<StreamMessage>()
  const states = new Subject<State>()
  const acks = new Subject<AckMessage>()
  const generics = new Subject<GenericMessage | PostMessage>()
  let errorClaims: readonly ((refusal: Refusal) => boolean)[] = []
  const claims = new Map<number, (message: StreamMessage) => void>()
  let nextId = 2
  const fake: FakeSession = {
    url: 'ws://localhost:15000/WebSocket',
    login: { ...ableLogin, ...login },
    loginId: 1,
    state$: states,
    acks$: acks,
    generics$: generics,
    latency$: new Subject<Latency>(),
    messages$: messages,
    sent: [],
    onSend: () => undefined,
    send: (message) => {
      fake.sent.push(message)
      fake.onSend(message)
    },
    takeIds: (count) => {
      nextId += count
      return nextId - count
    },
    claim: (id, handler) => {
      claims.set(id, handler)
      return () => claims.delete(id)
    },
    claimErrors: (handler) => {
      errorClaims = [...errorClaims, handler]
      return () => {
        errorClaims = errorClaims.filter((one) => one !== handler)
      }
    },
    pauses: [],
    pause: (paused) => {
      fake.pauses.push(paused)
    },
    exact: undefined,
    exactFor: (wants) => {
      fake.exact = wants
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
      for (const message of received as readonly StreamMessage[]) {
        const claimed = claims.get(message.ID)
        if (message.Type === 'Ack') acks.next(message)
        else if (message.Type === 'Generic' || message.Type === 'Post') generics.next(message)
        else if (message.Type === 'Error' && errorClaims.some((claim) => claim(refusalOf(message)))) continue
        else if (claimed === undefined) messages.next(message)
        else claimed(message)
      }
    },
    observed: () => messages.observed,
  }
  return fake
}
