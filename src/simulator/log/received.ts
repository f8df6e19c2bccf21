/** Something that a client sent, for tests to look at. Unlike the log, nothing is masked. */
export type Received =
  /** An HTTP request. */
  | {
      readonly kind: 'http'
      /** When, in milliseconds since 1970. */
      readonly at: number
      /** Method of the request. */
      readonly method: string
      /** The whole URL. */
      readonly url: string
      /** Header names in lower case. */
      readonly headers: Readonly<Record<string, string>>
      /** The form of the body; empty where there was none. */
      readonly form: Readonly<Record<string, string>>
      /** HTTP status of the answer; 0 while there is none. */
      readonly status: number
    }
  /** A WebSocket was asked for. */
  | {
      readonly kind: 'connect'
      /** When, in milliseconds since 1970. */
      readonly at: number
      /** Number of the connection, 0 when it was refused. */
      readonly connection: number
      /** Path of the upgrade request, query included, or the whole URL. */
      readonly path: string
      /** Sub-protocols that the client offered, in its order. */
      readonly protocols: readonly string[]
    }
  /** A text frame. */
  | {
      readonly kind: 'frame'
      /** When, in milliseconds since 1970. */
      readonly at: number
      /** Number of the connection, from 1. */
      readonly connection: number
      /** The text as it came. */
      readonly frame: string
      /** What the frame says, in order; empty when it is not JSON. */
      readonly messages: readonly Readonly<Record<string, unknown>>[]
    }
  /** The client closed a connection. */
  | {
      readonly kind: 'close'
      /** When, in milliseconds since 1970. */
      readonly at: number
      /** Number of the connection, from 1. */
      readonly connection: number
      /** Close code that the client gave; 1006 when it just went away. */
      readonly code: number
      /** Reason that came with the code; empty where there was none. */
      readonly reason: string
    }
