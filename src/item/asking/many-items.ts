import { Observable } from 'rxjs'
import { ItemError } from '../../errors.js'
import { followPause } from './follow-pause.js'
import type { NamedEvent } from '../item-event.js'
import type { Prepared } from './prepare-request.js'
import type { Seat, Seats } from '../stream/seats.js'
import type { ItemObserver } from '../stream/sink.js'
import { takeOnce } from './take-once.js'

/** Several items as one stream of events; the end of one does not end the others. */
export const manyItems = (
  names: readonly string[],
  { kind, options }: Prepared,
  seats: Seats,
): Observable<NamedEvent> => {
  const distinct = [...new Set(names)]
  return new Observable((subscriber) => {
    const wish = seats.wishOf(options)
    const taken: Seat[] = []
    let rest = distinct.length
    const ended = (): void => {
      rest -= 1
      if (rest === 0) subscriber.complete()
    }
    // One for all names, since an event knows whose it is.
    const observer: ItemObserver = {
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
    if (rest === 0) subscriber.complete()
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
