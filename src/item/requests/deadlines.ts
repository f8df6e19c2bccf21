import { type Subscription, asyncScheduler } from 'rxjs'
import { longestTimer, type Clock } from '../../time/clock.js'
import type { ItemStream, Requests } from '../stream/item-stream.js'
import { RequestList } from './request-list.js'

/** The items that are waited for, each with the time by which an answer is due. */
export interface Deadlines {
  /** Starts the time of items; starts it anew for those whose time runs already. */
  expect(streams: readonly ItemStream[]): void
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
  // Those whose time began together have one deadline. Every answer may take equally long, so insertion order is the
  // order of the deadlines.
  const deadlines = new Map<Requests, { readonly list: RequestList; readonly due: number }>()
  let sweep: Subscription | undefined
  let count = 0
  let stopped = false

  const left = (list: RequestList): void => {
    count -= 1
    if (list.size === 0) deadlines.delete(list)
  }

  const has = ({ requests }: ItemStream): boolean => requests !== undefined && deadlines.has(requests)

  const watch = (): void => {
    if (sweep !== undefined) return
    const [first] = deadlines.values()
    if (first === undefined) return
    const wait = Math.min(longestTimer, patience, Math.max(1, first.due - clock()))
    sweep = asyncScheduler.schedule(() => {
      sweep = undefined
      const now = clock()
      for (const { list, due } of deadlines.values()) {
        // What is much further off than anything can be was set before the clock was put back, by more than a little.
        if (due > now && due <= now + 2 * patience) break
        for (const stream of list.first(Infinity)) if (list.delete(stream)) onDue(stream)
      }
      watch()
      onSwept()
    }, wait)
  }

  return {
    expect: (streams) => {
      // Whoever is told something within a sweep may have ended all of this.
      if (stopped) return
      const list = new RequestList(left)
      for (const stream of streams) list.add(stream)
      count += list.size
      deadlines.set(list, { list, due: clock() + patience })
      watch()
    },
    met: (stream) => has(stream) && stream.requests?.delete(stream) === true,
    has,
    size: () => count,
    stop: () => {
      stopped = true
      for (const { list } of deadlines.values()) list.clear()
      sweep?.unsubscribe()
      sweep = undefined
    },
  }
}
