import * as rxjsWebSockets from 'rxjs-websockets'
import { type Observable, type Subscription, asyncScheduler, catchError, defer, map, throwError } from 'rxjs'
import { ConnectionError, type SocketEnd } from '../errors.js'
import { systemCodeOf } from '../errors/system-code.js'
import { cleanText } from '../wire/state.js'
import type { WebSocketFactory, WebSocketLike } from './web-socket.js'

/** An open socket. */
export interface Socket {
  /** The sub-protocol that the server chose. */
  readonly protocol: string
  /** Sends what the input emits; gives the frames that arrive. Subscribe to the frames before you send. */
  frames(input$: Observable<string>): Observable<unknown>
  /** Cuts the connection without waiting for the peer, where the platform can. */
  cut(): void
}

/** How long a peer may take to answer our closing of the socket before the connection is cut, in milliseconds. */
const closingTime = 2_000

/** The part of the package's function that is used here; its own types fit bundlers only. */
type MakeWebSocketObservable = (
  url: string,
  options: {
    protocols: string[]
    makeWebSocket: (url: string, protocols: string | string[]) => rxjsWebSockets.WebSocketLike
  },
) => Observable<(input$: Observable<string>) => Observable<unknown>>

/** What is known of the end of a socket. */
interface KnownEnd {
  code?: number
  reason?: string
  failure?: string
  systemCode?: string | undefined
}

/** In Node the package's default export is an object around the function, in bundles the function itself. */
const callable = (exported: unknown): MakeWebSocketObservable =>
  typeof exported === 'function'
    ? (exported as MakeWebSocketObservable)
    : callable((exported as { readonly default: unknown }).default)

/**
 * Wraps a WebSocket for `rxjs-websockets`, which keeps neither close code nor error text and never waits for a
 * close. What is known of the end is written to `end` before the package hears of it; when the socket is
 * really gone, `onGone` is called, once.
 */
const guarded = (socket: WebSocketLike, end: KnownEnd, onGone: () => void) => {
  let gone = false
  let lapse: Subscription | undefined
  let onclose: rxjsWebSockets.WebSocketLike['onclose'] = null

  const leave = (): void => {
    if (gone) return
    gone = true
    lapse?.unsubscribe()
    onGone()
  }
  const finish = (code: number, reason: string): void => {
    if (gone) return
    end.code = code
    end.reason = cleanText(reason)
    leave()
    onclose?.({ code, reason })
  }
  socket.onclose = ({ code, reason }) => {
    finish(code, reason)
  }
  socket.onerror = ({ message, error }) => {
    end.systemCode ??= systemCodeOf(error)
    // Several addresses that all failed make an error without words, and those of TLS tell where its source is.
    const words = end.systemCode === 'EPROTO' ? '' : cleanText(message)
    end.failure ??= words === '' ? (end.systemCode ?? '') : words
    // The close event that follows an error brings the code. A socket without one is ended here.
    lapse ??= asyncScheduler.schedule(() => {
      finish(1006, '')
      socket.terminate?.()
    }, closingTime)
  }
  const adapter: rxjsWebSockets.WebSocketLike = {
    send: (data: string) => {
      socket.send(data)
    },
    close: () => {
      if (gone) return
      lapse ??= asyncScheduler.schedule(() => {
        socket.terminate?.()
        leave()
      }, closingTime)
      socket.close(1000)
    },
    set onopen(handler: WebSocketLike['onopen']) {
      socket.onopen = handler
    },
    set onmessage(handler: WebSocketLike['onmessage']) {
      socket.onmessage = handler
    },
    set onclose(handler: rxjsWebSockets.WebSocketLike['onclose']) {
      onclose = handler
    },
    // Errors are told with the close event, so the package's own handler is not wanted.
    set onerror(_: rxjsWebSockets.WebSocketLike['onerror']) {
      /* see socket.onerror above */
    },
  }
  return adapter
}

const endError = ({ code, reason, failure, systemCode }: KnownEnd, opened: boolean) => {
  const socketEnd: SocketEnd = {
    ...(code === undefined ? {} : { closeCode: code }),
    ...(reason === undefined || reason === '' ? {} : { reason }),
    ...(systemCode === undefined ? {} : { systemCode }),
  }
  const detail = [code === undefined ? '' : `code ${code}`, reason ?? '', failure ?? ''].filter(
    (part) => part !== '',
  )
  const suffix = detail.length === 0 ? '' : ` (${detail.join(', ')})`
  if (opened) return new ConnectionError('connection-lost', `the connection was lost${suffix}`, socketEnd)
  // Package ws itself refuses a server that chooses no sub-protocol, or a wrong one, and says so in words alone.
  return /subprotocol/i.test(failure ?? '')
    ? new ConnectionError(
        'subprotocol-refused',
        `the server does not speak the sub-protocol${suffix}`,
        socketEnd,
      )
    : new ConnectionError('connect-failed', `the connection could not be opened${suffix}`, socketEnd)
}

/**
 * Opens one WebSocket per subscription. Emits it once it is open; errors with a {@link ConnectionError} that
 * keeps close code and reason; unsubscribing closes it with code 1000.
 *
 * @param onGone - called once, when a socket that was closed by unsubscribing is really gone
 */
export const openSocket = (
  url: string,
  protocols: readonly string[],
  webSocket: WebSocketFactory,
  onGone: () => void,
): Observable<Socket> =>
  defer(() => {
    const end: KnownEnd = {}
    let opened = false
    let socket: WebSocketLike | undefined
    return callable(rxjsWebSockets)(url, {
      protocols: [...protocols],
      makeWebSocket: () => {
        socket = webSocket(url, protocols)
        return guarded(socket, end, onGone)
      },
    }).pipe(
      map((frames) => {
        opened = true
        return { frames, protocol: socket?.protocol ?? '', cut: () => socket?.terminate?.() }
      }),
      catchError(() => throwError(() => endError(end, opened))),
    )
  })
