import type { ItemKind } from './item-request.js'
import type { Seat } from '../stream/seat.js'
import type { Seating } from '../stream/seats.js'
import type { ItemObserver } from '../stream/sink.js'
import type { Wish } from './wish.js'

/**
 * Takes a seat that is left as soon as the item is over for it, for one of several items: the others may take long,
 * and until then its stream would stay open for nobody.
 */
export const takeOnce = (
  seats: Seating,
  kind: ItemKind,
  name: string,
  wish: Wish,
  observer: ItemObserver,
): Seat => {
  const own: { seat: Seat | undefined; over: boolean } = { seat: undefined, over: false }
  const leave = (): void => {
    own.over = true
    if (own.seat !== undefined) seats.leave(own.seat)
  }
  own.seat = seats.take(kind, name, wish, {
    next: (event) => {
      observer.next(event)
    },
    error: (error) => {
      leave()
      observer.error(error)
    },
    complete: () => {
      leave()
      observer.complete()
    },
  })
  // It may have been over with the image that came with the seat.
  if (own.over) seats.leave(own.seat)
  return own.seat
}
