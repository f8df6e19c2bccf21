import { type Subscription, asyncScheduler } from 'rxjs'
import type { Clock } from '../../time/clock.js'
import type { ItemStream } from '../stream/item-stream.js'

/** Items that wait until something is done about them. */
export interface Delays {
  /** Lets an item wait, from now on; forgets what it waited for before. Milliseconds. */
  start(stream: ItemStream, delay: number): void
  cancel(stream: ItemStream): void
  stop(): void
}

/** Items whose time comes within so many milliseconds come together. */
const grain = 100

/**
 * Starts with nobody waiting. Items that began to wait together come back in one go, so that what is done about
 * them can be done in batches: timers of their own would fire one by one, with a tick of their own for each.
 */
export const createDelays = (clock: Clock, onDue: (stream: ItemStream) => void): Delays => {
  const groups = new Map<number, { readonly streams: Set<ItemStream>; readonly wait: Subscription }>()
  const dueOf = new Map<ItemStream, number>()
  let stopped = false

  const cancel = (stream: ItemStream): void => {
    const due = dueOf.get(stream)
    if (due === undefined) return
    dueOf.delete(stream)
    const group = groups.get(due)
    group?.streams.delete(stream)
    if (group?.streams.size !== 0) return
    group.wait.unsubscribe()
    groups.delete(due)
  }

  const join = (due: number, delay: number): Set<ItemStream> => {
    const known = groups.get(due)
    if (known !== undefined) return known.streams
    const streams = new Set<ItemStream>()
    const wait = asyncScheduler.schedule(() => {
      groups.delete(due)
      for (const stream of streams) {
        dueOf.delete(stream)
        onDue(stream)
      }
    }, delay)
    groups.set(due, { streams, wait })
    return streams
  }

  return {
    start: (stream, delay) => {
      cancel(stream)
      // An item that waited for nobody any more would be asked for, and wait again, for ever.
      if (stopped) return
      const now = clock()
      const due = Math.ceil((now + delay) / grain) * grain
      dueOf.set(stream, due)
      join(due, due - now).add(stream)
    },
    cancel,
    stop: () => {
      stopped = true
      for (const { wait } of groups.values()) wait.unsubscribe()
      groups.clear()
      dueOf.clear()
    },
  }
}
