/** What happened on a connection, for diagnosis. */
export type ConnectionEvent =
  /** The WebSocket is open. */
  | { readonly event: 'connection.opened'; readonly url: string }
  /** A frame, or part of it, was no message; it was skipped. `length` in characters, -1 for a binary frame. */
  | { readonly event: 'frame.malformed'; readonly length: number }
