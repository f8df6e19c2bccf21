import { Subscription } from 'rxjs'
import { kindRegister } from '../../item/asking/item-kind.js'
import type { ItemOptions } from '../../item/asking/item-request.js'
import type { Wish } from '../../item/asking/wish.js'
import { changeWish } from '../../item/asking/change-wish.js'
import { countItems, type ItemCounts } from '../../item/item-counts.js'
import { ItemStream } from '../../item/stream/item-stream.js'
import { pauseSink } from '../../item/stream/pause-sink.js'
import { Seat } from '../../item/stream/seat.js'
import type { Seating } from '../../item/stream/seats.js'
import { pausedBy } from '../../item/stream/sink.js'
import { filterOf } from '../../item/stream/view.js'
import type { OpenItem } from './fake-items.js'
import { playEvent } from './play-event.js'

/** Seats whose items play what a test gives. */
export interface FakeSeats extends Seating {
  readonly pauseAll: (paused: boolean) => void
  /** Counts what is open. Each subscriber has an item of its own here. */
  readonly counts: () => ItemCounts
}

/** There is no server to be told: all that it could be asked for is at hand. */
const nobodyToTell = (): void => undefined

/**
 * Seats as the library has them, with a stream of its own for each: a test says for each subscriber what it gets. What
 * becomes of that, by views, pauses and requests that change, is the library's own doing.
 */
export const fakeSeats = (openItem: OpenItem): FakeSeats => {
  const asked = new WeakMap<Wish, ItemOptions>()
  const playing = new Map<Seat, Subscription>()
  let allPaused = false

  const leave = (seat: Seat): void => {
    seat.left = true
    seat.stream.remove(seat)
    playing.get(seat)?.unsubscribe()
    playing.delete(seat)
  }

  return {
    register: { kindOf: kindRegister() },
    wishOf: (options) => {
      const { view } = options
      const wish = { view, filter: filterOf(view), priority: undefined, cache: true, exact: false }
      asked.set(wish, options)
      return wish
    },
    take: (kind, name, wish, observer) => {
      const stream = new ItemStream(name, kind)
      const seat = new Seat(stream, leave, observer, wish, kind.snapshot, allPaused ? pausedBy.all : 0)
      const subscription = new Subscription()
      const end = (tell: () => void): void => {
        if (seat.left) return
        // First: one of several items must not be resumed after its end.
        leave(seat)
        tell()
      }
      stream.add(seat)
      playing.set(seat, subscription)
      subscription.add(
        openItem(name, asked.get(wish) ?? {}).subscribe({
          next: (event) => {
            playEvent(stream, event)
          },
          error: (error: unknown) => {
            end(() => {
              observer.error(error)
            })
          },
          complete: () => {
            end(() => {
              observer.complete()
            })
          },
        }),
      )
      return seat
    },
    change: (seat, wish) => {
      if (!seat.left) changeWish(seat.stream, seat, wish, nobodyToTell)
    },
    pause: (seat, paused) => {
      if (!seat.left) pauseSink(seat.stream, seat, pausedBy.itself, paused, nobodyToTell)
    },
    pauseAll: (paused) => {
      allPaused = paused
      // A copy: whoever gets an image at this may open and leave items.
      for (const seat of [...playing.keys()]) {
        if (!seat.left) pauseSink(seat.stream, seat, pausedBy.all, paused, nobodyToTell)
      }
    },
    counts: () => countItems(Array.from(playing.keys(), ({ stream }) => stream)),
    leave,
  }
}
