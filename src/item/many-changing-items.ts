import { EMPTY, type Observable, catchError, connect, map, merge } from 'rxjs'
import { ItemError } from '../errors.js'
import { changingItem } from './changing-item.js'
import type { NamedEvent } from './item-event.js'
import type { ItemOptions } from './item-request.js'
import type { Seats } from './seats.js'

/** Several items whose options change while they are subscribed to; the end of one does not end the others. */
export const manyChangingItems = (
  names: readonly string[],
  options$: Observable<ItemOptions>,
  seats: Seats,
): Observable<NamedEvent> =>
  options$.pipe(
    connect((shared$) =>
      merge(
        ...[...new Set(names)].map((name) =>
          changingItem(shared$.pipe(map((options) => ({ ...options, name }))), seats).pipe(
            map((event) => ({ name, event })),
            // The end of one item was told by its status; only what ends all is an error here.
            catchError((error: unknown) => {
              if (error instanceof ItemError) return EMPTY
              throw error
            }),
          ),
        ),
      ),
    ),
  )
