import { type Subscription, asyncScheduler } from 'rxjs'
import { longestTimer, type Clock } from '../../time/clock.js'
import type { ItemStream } from '../stream/item-stream.js'

/** The items that are waited for, each with the time by which an answer is due. */
export interface Deadlines {
  /** Starts an item's time; starts it anew when it runs already. */
  expect(stream: ItemStream): void
  /** The item is not waited for any more; true when it was. */
  met(stream: ItemStream): boolean
  has(stream: ItemStream): boolean
  size(): number
  stop(): void
}

/**
 * Watches over answers with one timer for all of them.
 *
 * @param patience - how long each answer may take, in milliseconds
 * @param onDue - called for each item whose time is over
 * @param onSwept - called after those calls
 */
export const createDeadlines = (
  patience: number,
  clock: Clock,
  onDue: (stream: ItemStream) => void,
  onSwept: () => void,
): Deadlines => {
  // Every answer may take equally long, so insertion order is the order of the deadlines.
  const deadlines = new Map<ItemStream, number>()
  let sweep: Subscription | undefined
  let stopped = false

  const watch = (): void => {
    if (sweep !== undefined) return
    const [first] = deadlines.values()
    if (first === undefined) return
    const wait = Math.min(longestTimer, Math.max(1, first - clock()))
    sweep = asyncScheduler.schedule(() => {
      sweep = undefined
      const now = clock()
      for (const [stream, deadline] of deadlines) {
        if (deadline > now) break
        deadlines.delete(stream)
        onDue(stream)
      }
      watch()
      onSwept()
    }, wait)
  }

  return {
    expect: (stream) => {
      // Whoever is told something within a sweep may have ended all of this.
      if (stopped) return
      deadlines.delete(stream)
      deadlines.set(stream, clock() + patience)
      watch()
    },
    met: (stream) => deadlines.delete(stream),
    has: (stream) => deadlines.has(stream),
    size: () => deadlines.size,
    stop: () => {
      stopped = true
      deadlines.clear()
      sweep?.unsubscribe()
      sweep = undefined
    },
  }
}
