/** One line of the simulator's log, told apart by the members it has. Secrets are masked. */
export type LogLine =
  /** The simulator is being served. */
  | {
      /** Milliseconds since the simulator was made. */
      readonly t: number
      /** Where it is served. */
      readonly listening: {
        /** Base of token service and discovery. */
        readonly http: string
        /** Address of the WebSocket, path included. */
        readonly ws: string
      }
    }
  /** An HTTP request was answered, or refused. */
  | {
      /** Milliseconds since the simulator was made. */
      readonly t: number
      /** The request and its answer. */
      readonly http: {
        /** Method of the request. */
        readonly method: string
        /** Path of the request, without the query. */
        readonly path: string
        /** HTTP status of the answer; 0 when the connection was refused. */
        readonly status: number
        /** The grant that a token was asked for with; absent where the form names none. */
        readonly grant_type?: string
      }
    }
  /** A frame went over a connection. */
  | {
      /** Milliseconds since the simulator was made. */
      readonly t: number
      /** Number of the connection, from 1. */
      readonly connection: number
      /** Who sent it. */
      readonly from: 'client' | 'server'
      /** The text of the frame, secrets masked. */
      readonly frame: string
    }
  /** A connection ended. */
  | {
      /** Milliseconds since the simulator was made. */
      readonly t: number
      /** Number of the connection, from 1. */
      readonly connection: number
      /** How it ended. */
      readonly close: {
        /** Close code of the WebSocket; 1006 stands for no closing handshake. */
        readonly code: number
        /** Reason that came with the code; empty where there was none. */
        readonly reason: string
      }
    }
