import type { Subscriber } from 'rxjs'
import { ItemError } from '../../errors.js'
import type { NamedEvent } from '../item-event.js'
import type { ItemObserver } from '../stream/sink.js'

/**
 * One observer for so many items at once, since an event knows whose it is. Completes its subscriber when each of
 * them has ended.
 */
export const observeMany = (subscriber: Subscriber<NamedEvent>, count: number): ItemObserver => {
  let rest = count
  const ended = (): void => {
    rest -= 1
    if (rest === 0) subscriber.complete()
  }
  if (rest === 0) subscriber.complete()
  return {
    next: (event) => {
      subscriber.next({ name: event.name, event })
    },
    error: (error) => {
      // The end of one item was told by its status; only what ends all is an error here.
      if (error instanceof ItemError) ended()
      else subscriber.error(error)
    },
    complete: ended,
  }
}
