import { BehaviorSubject, Observable, Subject, switchMap, throwError, timeout } from 'rxjs'
import { ConnectionError } from '../errors.js'
import type { Endpoint } from '../endpoint/endpoint.js'
import type { Clock } from '../time/clock.js'
import { ping } from '../wire/build.js'
import { jsonOf } from '../wire/exact-json.js'
import type { ClientMessage, StreamMessage } from '../wire/messages.js'
import type { ConnectionEvent } from './connection-event.js'
import type { FrameObserver } from '../frames/frame-observer.js'
import { hotStream } from '../time/hot-stream.js'
import { reader, type WantsExact } from './reader.js'
import { openSocket, type Socket } from './socket.js'
import { watchdog } from './watchdog.js'
import type { WebSocketFactory } from './web-socket.js'

/** The sub-protocol of this library: the Open Message Model in JSON. */
export const subProtocol = 'tr_json2'

/** One open WebSocket that speaks `tr_json2`. Pings are answered and asked for in here. */
export interface Connection {
  readonly endpoint: Endpoint
  /** Messages of streams, in order. Hot: subscribe at once, nothing is kept. */
  readonly messages$: Observable<StreamMessage>
  /** Sends one message in a frame of its own. */
  send(message: ClientMessage): void
  /** Message to send last, when the connection is closed from this side; `undefined` for none. */
  sayLast(message: ClientMessage | undefined): void
  /** Silence after which the peer counts as dead, in milliseconds. */
  setPingTimeout(milliseconds: number): void
  /**
   * Says of which streams the integers beyond 2^53 are to come as `bigint`; of none when `undefined`. Generic
   * messages always come so.
   */
  exactFor(wants: WantsExact | undefined): void
}

/** What a connection attempt needs. Times are in milliseconds. */
export interface ConnectOptions {
  readonly webSocket: WebSocketFactory
  readonly connectTimeout: number
  readonly pingTimeout: number
  readonly clock: Clock
  readonly report: (event: ConnectionEvent) => void
  /** Called when the socket of this attempt is really gone. */
  readonly onGone: () => void
  /** Makes an observer for the frames of this attempt; absent where nobody wants them. */
  readonly observeFrames?: (() => FrameObserver) | undefined
}

/**
 * One connection attempt per subscription: emits the connection when it is open, errors when it cannot be
 * opened or is lost, and closes it when unsubscribed. There is no retry in here.
 */
export const connect = (endpoint: Endpoint, options: ConnectOptions): Observable<Connection> =>
  new Observable((subscriber) => {
    const { webSocket, connectTimeout, clock, report, onGone } = options
    const outgoing = new Subject<string>()
    const messages = hotStream<StreamMessage>()
    const pingTimeout = new BehaviorSubject(options.pingTimeout)
    const observe = options.observeFrames?.()
    let socket: Socket | undefined
    let last: ClientMessage | undefined
    let traffic = false

    const send = (message: ClientMessage): void => {
      const frame = jsonOf(message)
      observe?.('sent', frame)
      outgoing.next(frame)
    }
    const incoming = reader({ out: messages.emit, send, report })
    const connection: Connection = {
      endpoint,
      messages$: messages.value$,
      send,
      sayLast: (message) => {
        last = message
      },
      setPingTimeout: (milliseconds) => {
        pingTimeout.next(milliseconds)
      },
      exactFor: (wants) => {
        incoming.exactFor(wants)
      },
    }
    const sendPing = (): void => {
      send(ping)
    }
    const heard = (): boolean => {
      const before = traffic
      traffic = false
      return before
    }

    /** Reads, keeps alive, and hands the connection out; ends by error only. */
    const converse = (opened: Socket): Observable<never> =>
      new Observable((inner) => {
        inner.add(
          opened.frames(outgoing).subscribe({
            next: (frame) => {
              traffic = true
              observe?.('received', frame)
              incoming.read(frame)
            },
            error: (error: unknown) => {
              inner.error(error)
            },
          }),
        )
        inner.add(
          pingTimeout
            .pipe(
              switchMap((milliseconds) => watchdog({ heard, sendPing, pingTimeout: milliseconds, clock })),
            )
            .subscribe({
              error: (error: unknown) => {
                // First, so that the reason is this one and not the close that the cut may cause at once.
                inner.error(error)
                opened.cut()
              },
            }),
        )
        report({ event: 'connection.opened', url: endpoint.url })
        subscriber.next(connection)
      })

    const life = openSocket(endpoint.url, [subProtocol], webSocket, onGone).pipe(
      timeout({
        first: connectTimeout,
        with: () =>
          throwError(
            () => new ConnectionError('connect-timeout', `no connection within ${connectTimeout / 1000} s`),
          ),
      }),
      switchMap((opened) => {
        socket = opened
        if (opened.protocol !== subProtocol) {
          throw new ConnectionError('subprotocol-refused', `the server did not choose ${subProtocol}`, {
            closeCode: 1002,
          })
        }
        return converse(opened)
      }),
    )
    // Not a plain pipe: the last message has to go out before the socket below is closed.
    subscriber.add(() => {
      if (socket !== undefined && last !== undefined) send(last)
    })
    subscriber.add(
      life.subscribe({
        error: (error: unknown) => {
          last = undefined
          subscriber.error(error)
        },
      }),
    )
  })
