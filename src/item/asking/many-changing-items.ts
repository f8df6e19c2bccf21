import { Observable } from 'rxjs'
import type { NamedEvent } from '../item-event.js'
import type { Seating } from '../stream/seats.js'
import { ChangingSeat } from './changing-seat.js'
import { checkRequest } from './check-request.js'
import type { ItemOptions } from './item-request.js'
import { observeMany } from './observe-many.js'
import { prepareRequest, type Prepared } from './prepare-request.js'
import { sharePauses } from './share-pauses.js'

/** Several items whose options change while they are subscribed to; the end of one does not end the others. */
export const manyChangingItems = (
  names: readonly string[],
  options$: Observable<ItemOptions>,
  seats: Seating,
): Observable<NamedEvent> => {
  const distinct = [...new Set(names)]
  return new Observable((subscriber) => {
    const shareIn = sharePauses()
    const observer = observeMany(subscriber, distinct.length)
    const taken = distinct.map((name) => ({ name, seat: new ChangingSeat(seats, observer) }))
    let newest: Prepared | undefined
    subscriber.add(() => {
      for (const { seat } of taken) seat.unsubscribe()
    })

    const prepare = (options: ItemOptions): Prepared => {
      // First of all, since what is no object at all has no pauses to share.
      checkRequest(distinct, options)
      return prepareRequest([], shareIn(options), seats.register.kindOf)
    }
    const ask = (prepared: Prepared): void => {
      newest = prepared
      for (const { name, seat } of taken) {
        // An image that comes at once may lead to an end, and to other options, which all have by then.
        if (subscriber.closed || newest !== prepared) return
        seat.ask(name, prepared)
      }
    }
    subscriber.add(
      options$.subscribe({
        next: (options) => {
          try {
            ask(prepare(options))
          } catch (error) {
            subscriber.error(error)
          }
        },
        error: (error: unknown) => {
          subscriber.error(error)
        },
        complete: () => {
          // The last options stay; without any there is nothing to wait for.
          if (newest === undefined) subscriber.complete()
        },
      }),
    )
  })
}
