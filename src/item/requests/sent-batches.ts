import { isOpen, type State } from '../../wire/state.js'
import type { ItemStream } from '../stream/item-stream.js'

/** The batch requests that are under way, and whether the server takes any. */
export interface SentBatches {
  /** Whether items may be asked for in batches. */
  allowed(): boolean
  add(id: number, batch: readonly ItemStream[]): void
  /** A status ended a stream id that is no item's: perhaps a batch's. */
  readonly ended: (id: number, state: State) => void
  /** The server could not read the message with this id: if that was a batch, its items are asked for singly. */
  readonly notUnderstood: (id: number) => void
}

/** What becomes of the items of a batch. */
export interface SentBatchesOptions {
  /** Whether the server says that it takes batches. */
  readonly allowed: boolean
  /** True while an item waits for its answer. */
  readonly isAwaited: (stream: ItemStream) => boolean
  readonly askSingly: (stream: ItemStream) => void
  readonly onRefused: (stream: ItemStream, state: State) => void
}

/** The codes by which a server refuses batches as such, and not their items. */
const noBatches: readonly string[] = ['UnableToRequestAsBatch', 'NoBatchViewSupportInReq']

/** Keeps the batches of a session until the server has acknowledged them, or each item of theirs has been answered. */
export const createSentBatches = (options: SentBatchesOptions): SentBatches => {
  const { isAwaited, askSingly, onRefused } = options
  const batches = new Map<number, readonly ItemStream[]>()
  let { allowed } = options

  /** True for an item of a batch that got its id from it and has had no answer. */
  const isOpenIn = (id: number, stream: ItemStream, index: number): boolean =>
    stream.id === id + 1 + index && isAwaited(stream)

  const unanswered = (id: number, batch: readonly ItemStream[]): readonly ItemStream[] => {
    batches.delete(id)
    return batch.filter((stream, index) => isOpenIn(id, stream, index))
  }

  /** A server that acknowledges no batch would have us keep all items that there ever were. */
  const forgetAnswered = (): void => {
    for (const [id, batch] of batches) {
      if (batch.some((stream, index) => isOpenIn(id, stream, index))) return
      batches.delete(id)
    }
  }

  return {
    allowed: () => allowed,
    add: (id, batch) => {
      forgetAnswered()
      batches.set(id, batch)
    },
    ended: (id, state) => {
      const batch = batches.get(id)
      if (batch === undefined || isOpen(state)) return
      const streams = unanswered(id, batch)
      // Closed is how a batch is acknowledged; only suspect data, or a reason to try later, means refused.
      if (state.stream === 'Closed' && state.data !== 'Suspect') return
      if (noBatches.includes(state.code)) {
        allowed = false
        streams.forEach(askSingly)
      } else {
        // Whoever is told of one may leave others.
        for (const stream of streams) if (isAwaited(stream)) onRefused(stream, state)
      }
    },
    notUnderstood: (id) => {
      const batch = batches.get(id)
      // One name spoils the batch for all: singly, only the culprit fails.
      if (batch !== undefined) unanswered(id, batch).forEach(askSingly)
    },
  }
}
