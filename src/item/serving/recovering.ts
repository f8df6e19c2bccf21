import type { Clock } from '../../time/clock.js'
import type { ItemsEvent } from '../item-event.js'
import type { ItemStream } from '../stream/item-stream.js'

/** The items that were open when the last session ended, and are not answered yet on the new one. */
export interface Recovering {
  /** An item that was stale when the new session began. */
  add(stream: ItemStream): void
  /** The item has been answered. */
  answered(stream: ItemStream): void
  /** Nobody waits for the item any more. */
  left(stream: ItemStream): void
}

/** Counts items back in, and reports when none is missing. */
export const countRecovering = (clock: Clock, report: (event: ItemsEvent) => void): Recovering => {
  const startedAt = clock()
  let missing = 0
  let count = 0
  const left = (stream: ItemStream): void => {
    if (!stream.recovering) return
    stream.recovering = false
    missing -= 1
    if (missing > 0) return
    report({ event: 'items.recovered', count, durationMs: Math.max(0, clock() - startedAt) })
  }
  return {
    add: (stream) => {
      stream.recovering = true
      missing += 1
    },
    answered: (stream) => {
      if (stream.recovering) count += 1
      left(stream)
    },
    left,
  }
}
