/** What happened on a connection, for diagnosis. */
export type ConnectionEvent =
  /** The WebSocket is open. */
  | {
      readonly event: 'connection.opened'
      /** Address of the endpoint. */
      readonly url: string
    }
  /** A frame, or part of it, was no message; it was skipped. */
  | {
      readonly event: 'frame.malformed'
      /** Length of the frame in characters; -1 for a binary frame. */
      readonly length: number
    }
