import { Subject, type Observable } from 'rxjs'
import { hotStream } from '../time/hot-stream.js'
import { readFault } from '../wire/fault.js'
import type {
  AckMessage,
  ErrorMessage,
  GenericMessage,
  PostMessage,
  StreamMessage,
} from '../wire/messages.js'
import { ownMessage } from '../wire/own-message.js'
import { cleanMessage, cleanValue } from './clean-message.js'
import type { Identity } from './identity.js'
import type { SessionEvent } from './session-event.js'
import type { Refusal, Session } from './session.js'

/** The streams of a session but the login, and who hears of them. */
export interface Streams extends Pick<Session, 'claim' | 'claimErrors'> {
  readonly message$: Observable<StreamMessage>
  readonly acks: Subject<AckMessage>
  readonly generics: Subject<GenericMessage | PostMessage>
  /** Takes a message to whoever it is for. */
  route(message: StreamMessage): void
}

/** What it needs to route messages. */
export interface StreamsOptions {
  readonly identity: Identity
  /** Whether this is the stream of the login. */
  readonly isLogin: (id: number) => boolean
  readonly report: (event: SessionEvent) => void
}

const noRequests: readonly Refusal['type'][] = ['Close', 5, 'Generic', 7, 'Post', 8]

/** Whether a message of ours was a request, as far as one knows: a type that does not exist tells nothing. */
const mayBeRequest = ({ type }: Refusal): boolean => !noRequests.includes(type)

/** Routes messages by kind and stream id. */
export const createStreams = ({ identity, isLogin, report }: StreamsOptions): Streams => {
  const messages = hotStream<StreamMessage>()
  const acks = new Subject<AckMessage>()
  const generics = new Subject<GenericMessage | PostMessage>()
  const claims = new Map<number, (message: StreamMessage) => void>()
  let errorClaims: readonly ((refusal: Refusal) => boolean)[] = []

  const deliver = (message: StreamMessage): void => {
    const claimed = claims.get(message.ID)
    const clean = identity.sent() === undefined ? undefined : identity.clean
    if (claimed === undefined) messages.emit(clean ? cleanMessage(message, clean) : message)
    // What is claimed is no market data but the server's own words.
    else claimed(clean ? (cleanValue(message, clean) as StreamMessage) : message)
  }

  const onError = (error: ErrorMessage): void => {
    const refusal = { ...ownMessage(error), fault: readFault(error.Text, identity.clean) }
    const { id, fault } = refusal
    if (errorClaims.some((claims) => claims(refusal))) return
    // A close or a generic message that was not understood tells nothing of the stream that it was for.
    if (id === 0 || isLogin(id) || !mayBeRequest(refusal))
      report({ event: 'server.error', text: fault.text, fault })
    else deliver({ ID: id, Type: 'Error', Text: fault.text })
  }

  return {
    message$: messages.value$,
    acks,
    generics,
    route: (message) => {
      switch (message.Type) {
        case 'Error':
          onError(message)
          return
        case 'Ack':
          acks.next(cleanMessage(message, identity.clean))
          return
        case 'Generic':
        case 'Post':
          generics.next(message)
          return
        default:
          deliver(message)
      }
    },
    claim: (id, handler) => {
      claims.set(id, handler)
      return () => {
        if (claims.get(id) === handler) claims.delete(id)
      }
    },
    claimErrors: (handler) => {
      errorClaims = [...errorClaims, handler]
      return () => {
        errorClaims = errorClaims.filter((one) => one !== handler)
      }
    },
  }
}
