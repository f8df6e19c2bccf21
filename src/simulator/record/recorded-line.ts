/** One event of a recorded connection: a line of the file, told apart by the members it has. */
export type RecordedLine =
  /** A frame went over the connection. */
  | {
      /** Milliseconds since the socket opened. */
      readonly t: number
      /** Who sent it. */
      readonly from: 'client' | 'server'
      /** The text of the frame, secrets masked. */
      readonly frame: string
    }
  /** The connection ended. */
  | {
      /** Milliseconds since the socket opened. */
      readonly t: number
      /** Who ended it; `server` also where the connection was lost. */
      readonly from: 'client' | 'server'
      /** How it ended. */
      readonly close: {
        /** Close code of the WebSocket; 1006 stands for no closing handshake. */
        readonly code: number
        /** Reason that came with the code; empty where there was none. */
        readonly reason: string
      }
    }
