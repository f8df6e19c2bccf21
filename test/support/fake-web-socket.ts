import type { WebSocketFactory, WebSocketLike } from '../../src/connection/web-socket.js'

/** A WebSocket whose other end is the test. Nothing happens by itself. */
export interface FakeWebSocket extends WebSocketLike {
  readonly url: string
  readonly protocols: readonly string[]
  /** Frames that were sent, in order. */
  readonly sent: string[]
  /** Calls of `close`, by their code. */
  readonly closes: (number | undefined)[]
  readonly terminations: number
  /** Opens, with a sub-protocol. */
  opens(protocol?: string): void
  /** A text frame arrives; anything but text is sent as its JSON. */
  receives(frame: unknown): void
  /** A frame arrives as it is. */
  receivesRaw(data: unknown): void
  /** The close event. */
  closesWith(code: number, reason?: string): void
  /** The error event, with the error itself as package `ws` gives it. */
  fails(message?: string, error?: unknown): void
  /** Called for every frame that is sent, before `send` returns. */
  onSend: (frame: string) => void
}

/** What a fake does differently from the usual. */
export interface FakeSocketOptions {
  /** `terminate` fires the close event at once, and not never. */
  readonly closesOnTerminate?: boolean
  /** `close` fires the close event at once. */
  readonly closesOnClose?: boolean
  /** There is no `terminate`, as in browsers. */
  readonly withoutTerminate?: boolean
}

const fakeWebSocket = (
  url: string,
  protocols: readonly string[],
  options: FakeSocketOptions,
): FakeWebSocket => {
  const fake = {
    url,
    protocols,
    protocol: '',
    sent: [] as string[],
    closes: [] as (number | undefined)[],
    terminations: 0,
    onopen: null as WebSocketLike['onopen'],
    onmessage: null as WebSocketLike['onmessage'],
    onerror: null as WebSocketLike['onerror'],
    onclose: null as WebSocketLike['onclose'],
    onSend: (() => undefined) as FakeWebSocket['onSend'],
    send: (data: string): void => {
      fake.sent.push(data)
      fake.onSend(data)
    },
    close: (code?: number): void => {
      fake.closes.push(code)
      if (options.closesOnClose === true) fake.onclose?.({ code: code ?? 1005, reason: '' })
    },
    ...(options.withoutTerminate === true
      ? {}
      : {
          terminate: (): void => {
            fake.terminations += 1
            if (options.closesOnTerminate === true) fake.onclose?.({ code: 1006, reason: '' })
          },
        }),
    opens: (protocol = 'tr_json2'): void => {
      fake.protocol = protocol
      fake.onopen?.({})
    },
    receives: (frame: unknown): void => {
      fake.onmessage?.({ data: JSON.stringify(frame) })
    },
    receivesRaw: (data: unknown): void => {
      fake.onmessage?.({ data })
    },
    closesWith: (code: number, reason = ''): void => {
      fake.onclose?.({ code, reason })
    },
    fails: (message?: string, error?: unknown): void => {
      fake.onerror?.({
        ...(message === undefined ? {} : { message }),
        ...(error === undefined ? {} : { error }),
      })
    },
  }
  return fake
}

/** A factory of fakes, and the fakes that it made. */
export const fakeWebSockets = (
  options: FakeSocketOptions = {},
): { readonly factory: WebSocketFactory; readonly made: FakeWebSocket[]; last(): FakeWebSocket } => {
  const made: FakeWebSocket[] = []
  return {
    made,
    factory: (url, protocols) => {
      const socket = fakeWebSocket(url, protocols, options)
      made.push(socket)
      return socket
    },
    last: () => made[made.length - 1]!,
  }
}
