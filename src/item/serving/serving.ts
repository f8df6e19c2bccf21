import type { State } from '../../wire/state.js'
import type { ItemStream } from '../stream/item-stream.js'
import type { StreamTable } from '../stream/stream-table.js'
import type { Register } from '../register.js'
import type { Requester } from '../requests/requester.js'

/** What the messages of a session act upon. */
export interface Serving {
  readonly register: Register
  readonly requester: Requester
  /** Streams by their id on the present connection. */
  readonly byId: StreamTable
  /** An answer to a request came; `more` while it has further parts. */
  answered(stream: ItemStream, more: boolean): void
  /** The server has ended the stream id: it is free, and nothing is sent. */
  offWire(stream: ItemStream): void
  /** The item is being recovered: by the server, or by us. */
  suspend(stream: ItemStream, state: State): void
}
