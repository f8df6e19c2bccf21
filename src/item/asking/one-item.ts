import { Observable } from 'rxjs'
import { followPause } from './follow-pause.js'
import type { ItemEvent } from '../item-event.js'
import type { Prepared } from './prepare-request.js'
import type { Seating } from '../stream/seats.js'

/** One item as a stream of events. */
export const oneItem = (name: string, { kind, options }: Prepared, seats: Seating): Observable<ItemEvent> =>
  new Observable((subscriber) => {
    const seat = seats.take(kind, name, seats.wishOf(options), subscriber)
    // The image of an open item came with the seat: who has had enough of it leaves here, at once.
    subscriber.add(seat)
    if (options.pauseWhile === undefined || subscriber.closed) return
    subscriber.add(
      followPause(options.pauseWhile, (paused) => {
        seats.pause(seat, paused)
      }),
    )
  })
