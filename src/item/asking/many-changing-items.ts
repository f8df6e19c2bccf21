import { EMPTY, type Observable, catchError, connect, defer, map, merge } from 'rxjs'
import { ItemError } from '../../errors.js'
import { changingItem } from './changing-item.js'
import { checkRequest } from './check-request.js'
import type { NamedEvent } from '../item-event.js'
import type { ItemOptions } from './item-request.js'
import type { Seats } from '../stream/seats.js'
import { sharePauses } from './share-pauses.js'

/** Several items whose options change while they are subscribed to; the end of one does not end the others. */
export const manyChangingItems = (
  names: readonly string[],
  options$: Observable<ItemOptions>,
  seats: Seats,
): Observable<NamedEvent> => {
  const distinct = [...new Set(names)]
  const follow = (name: string, shared$: Observable<ItemOptions>): Observable<NamedEvent> =>
    changingItem(shared$.pipe(map((options) => ({ ...options, name }))), seats).pipe(
      map((event) => ({ name, event })),
      // The end of one item was told by its status; only what ends all is an error here.
      catchError((error: unknown) => {
        if (error instanceof ItemError) return EMPTY
        throw error
      }),
    )
  return defer(() => {
    const shareIn = sharePauses()
    return options$.pipe(
      map((options) => {
        checkRequest(distinct, options)
        return shareIn(options)
      }),
      connect((shared$) => merge(...distinct.map((name) => follow(name, shared$)))),
    )
  })
}
