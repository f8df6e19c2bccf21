import { Observable } from 'rxjs'
import { isRecord } from '../../content/is-record.js'
import { UsageError } from '../../errors.js'
import type { ItemEvent } from '../item-event.js'
import type { Seating } from '../stream/seats.js'
import { ChangingSeat } from './changing-seat.js'
import type { ItemRequest } from './item-request.js'
import { prepareRequest } from './prepare-request.js'

/** An item whose request changes while it is subscribed to. */
export const changingItem = (requests$: Observable<ItemRequest>, seats: Seating): Observable<ItemEvent> =>
  new Observable((subscriber) => {
    const seat = new ChangingSeat(seats, subscriber)
    subscriber.add(seat)
    subscriber.add(
      requests$.subscribe({
        next: (request) => {
          try {
            if (!isRecord(request)) {
              throw new UsageError('invalid-options', 'item request: must be an object with a name')
            }
            const { name, ...given } = request
            seat.ask(name, prepareRequest([name], given, seats.register.kindOf))
          } catch (error) {
            subscriber.error(error)
          }
        },
        error: (error: unknown) => {
          subscriber.error(error)
        },
        complete: () => {
          // The last options stay; without any there is nothing to wait for.
          if (seat.unused) subscriber.complete()
        },
      }),
    )
  })
