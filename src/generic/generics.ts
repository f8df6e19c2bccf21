import { Observable, Subject, merge, of, tap, ignoreElements } from 'rxjs'
import { UsageError } from '../errors.js'
import type { ItemAddress, ItemPlace } from '../item/asking/item-address.js'
import type { Latency } from '../session/latency.js'
import type { Session } from '../session/session.js'
import { jsonOf } from '../wire/exact-json.js'
import type { GenericMessage, PostMessage } from '../wire/messages.js'
import { utf8Length } from '../wire/utf8-length.js'
import { checkGeneric } from './check-generic.js'
import type { GenericEvent, GenericOrigin, GenericSend } from './generic.js'
import { genericMessage } from './generic-message.js'

/** What the generic messages of a consumer need. */
export interface GenericsOptions {
  /** Finds the stream of an open item that has its image. */
  readonly openId: (name: string, place: ItemPlace) => number | undefined
  /** Finds the open item of a stream. */
  readonly addressAt: (id: number) => ItemAddress | undefined
}

/** All generic messages of a consumer, and what the server measures with them. */
export interface Generics {
  readonly send: (message: GenericSend) => Observable<never>
  /** What the server sends, in all sessions. Hot. */
  readonly received$: Observable<GenericEvent>
  /** What the server measures, in all sessions. Hot. */
  readonly latency$: Observable<Latency>
  /** Never: a session of its own is not wanted for what others may send. */
  readonly busy$: Observable<boolean>
  serve(session: Session): Observable<never>
  outage(): void
  fail(): void
  /** Completes everything, and refuses what is to be sent later. */
  close(): void
}

/** Used when the server does not tell; the customary size. */
const customaryMaxMsgSize = 61_440

/** Creates the way for generic messages of a consumer. */
export const createGenerics = ({ openId, addressAt }: GenericsOptions): Generics => {
  const received = new Subject<GenericEvent>()
  const latencies = new Subject<Latency>()
  let session: Session | undefined
  let closed = false

  const originOf = (id: number, loginId: number): GenericOrigin['on'] | undefined =>
    id === loginId ? 'login' : addressAt(id)

  const onMessage = (message: GenericMessage | PostMessage, loginId: number): void => {
    const on = originOf(message.ID, loginId)
    // A stream that nobody has is over, and its message late.
    if (on === undefined) return
    received.next(
      message.Type === 'Generic' ? { type: 'generic', on, message } : { type: 'post', on, message },
    )
  }

  /** @throws UsageError when it cannot be sent now; it does not wait, for nobody could tell what it would meet */
  const sendNow = ({ on }: GenericSend, messageFor: (id: number) => GenericMessage): void => {
    if (closed) throw new UsageError('consumer-closed', 'the consumer is closed')
    const id = on === 'login' ? session?.loginId : openId(on.name, on)
    if (session === undefined || id === undefined) {
      const what = on === 'login' ? 'there is no session' : `${on.name} is not open`
      throw new UsageError('item-not-open', `the generic message was not sent: ${what}`)
    }
    const message = messageFor(id)
    const maxBytes = session.login.maxMsgSize ?? customaryMaxMsgSize
    if (utf8Length(jsonOf(message)) > maxBytes) {
      throw new UsageError(
        'invalid-options',
        `the generic message is larger than the ${maxBytes} bytes that the server accepts`,
      )
    }
    session.send(message)
  }

  return {
    send: (given) => {
      checkGeneric(given)
      const messageFor = genericMessage(given)
      return new Observable<never>((subscriber) => {
        sendNow(given, messageFor)
        subscriber.complete()
      })
    },
    received$: received.asObservable(),
    latency$: latencies.asObservable(),
    busy$: of(false),
    serve: (served) =>
      new Observable<never>((subscriber) => {
        session = served
        subscriber.add(() => {
          session = undefined
        })
        subscriber.add(
          merge(
            served.generics$.pipe(
              tap((message) => {
                onMessage(message, served.loginId)
              }),
            ),
            served.latency$.pipe(
              tap((latency) => {
                latencies.next(latency)
              }),
            ),
          )
            .pipe(ignoreElements())
            .subscribe(subscriber),
        )
      }),
    outage: () => undefined,
    fail: () => undefined,
    close: () => {
      closed = true
      received.complete()
      latencies.complete()
    },
  }
}
