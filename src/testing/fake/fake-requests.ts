import { type Observable, EMPTY, catchError, from, map, mergeMap, switchMap, takeUntil } from 'rxjs'
import { ItemError } from '../../errors.js'
import { checkRequest } from '../../item/asking/check-request.js'
import type { ItemOptions } from '../../item/asking/item-request.js'
import { itemRequests, type Requests } from '../../item/decoding/item-requests.js'
import type { NamedEvent } from '../../item/item-event.js'
import type { Items } from '../../item/items.js'
import { defaultClock } from '../../time/clock.js'
import { asServed } from './as-served.js'
import type { Closing } from './closing.js'
import type { OpenItem } from './fake-items.js'

/** Of all that items are, what requests go to. */
type Requested = Pick<Items, 'item' | 'changing' | 'many' | 'manyChanging'>

/** The ways to ask a fake consumer for items: the library's own, with the items that a test gives behind them. */
export const fakeRequests = (openItem: OpenItem, { whileOpen, closed$ }: Closing): Requests => {
  const open: OpenItem = (name, options) => asServed(openItem(name, options), name, options)

  const openMany = (names: readonly string[], options: ItemOptions): Observable<NamedEvent> =>
    from(new Set(names)).pipe(
      mergeMap((name) =>
        open(name, options).pipe(
          map((event) => ({ name, event })),
          // The end of one item was told by its status.
          catchError((error: unknown) => {
            if (error instanceof ItemError) return EMPTY
            throw error
          }),
        ),
      ),
    )

  const items: Requested = {
    item: (name, options) => {
      checkRequest([name], options)
      return whileOpen(() => open(name, options).pipe(takeUntil(closed$)))
    },
    changing: (requests$) =>
      whileOpen(() =>
        requests$.pipe(
          switchMap(({ name, ...options }) => {
            checkRequest([name], options)
            return open(name, options)
          }),
          takeUntil(closed$),
        ),
      ),
    many: (names, options) => {
      checkRequest(names, options)
      return whileOpen(() => openMany(names, options).pipe(takeUntil(closed$)))
    },
    manyChanging: (names, options$) =>
      whileOpen(() =>
        options$.pipe(
          switchMap((options) => {
            checkRequest(names, options)
            return openMany(names, options)
          }),
          takeUntil(closed$),
        ),
      ),
  }
  // The rest of them is for sessions, which there are none of.
  return itemRequests(items as Items, defaultClock)
}
