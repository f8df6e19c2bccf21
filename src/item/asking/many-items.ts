import { Observable } from 'rxjs'
import type { NamedEvent } from '../item-event.js'
import type { Seat } from '../stream/seat.js'
import type { Seating } from '../stream/seats.js'
import { followPause } from './follow-pause.js'
import { observeMany } from './observe-many.js'
import type { Prepared } from './prepare-request.js'
import { takeOnce } from './take-once.js'

/** Several items as one stream of events; the end of one does not end the others. */
export const manyItems = (
  names: readonly string[],
  { kind, options }: Prepared,
  seats: Seating,
): Observable<NamedEvent> => {
  const distinct = [...new Set(names)]
  return new Observable((subscriber) => {
    const wish = seats.wishOf(options)
    const taken: Seat[] = []
    const observer = observeMany(subscriber, distinct.length)
    subscriber.add(() => {
      for (const seat of taken) seats.leave(seat)
    })
    const over = (): boolean => subscriber.closed
    for (const name of distinct) {
      if (over()) return
      const seat = kind.snapshot
        ? takeOnce(seats, kind, name, wish, observer)
        : seats.take(kind, name, wish, observer)
      taken.push(seat)
      // It may have had enough of the image that came with the seat.
      if (over()) seats.leave(seat)
    }
    if (options.pauseWhile === undefined || over()) return
    subscriber.add(
      followPause(options.pauseWhile, (paused) => {
        for (const seat of taken) seats.pause(seat, paused)
      }),
    )
  })
}
