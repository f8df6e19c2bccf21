import { type Observable, takeUntil } from 'rxjs'
import { changingItem } from '../../item/asking/changing-item.js'
import { manyChangingItems } from '../../item/asking/many-changing-items.js'
import { manyItems } from '../../item/asking/many-items.js'
import { oneItem } from '../../item/asking/one-item.js'
import { prepareRequest } from '../../item/asking/prepare-request.js'
import { itemRequests, type Requests } from '../../item/decoding/item-requests.js'
import type { Requested } from '../../item/items.js'
import type { Seating } from '../../item/stream/seats.js'
import { defaultClock } from '../../time/clock.js'
import type { Closing } from './closing.js'

/** The ways to ask a fake consumer for items: the library's own. */
export const fakeRequests = (seats: Seating, { whileOpen, closed$ }: Closing): Requests => {
  const { kindOf } = seats.register
  const untilClosed = <T>(event$: Observable<T>): Observable<T> =>
    whileOpen(() => event$.pipe(takeUntil(closed$)))

  const items: Requested = {
    item: (name, options) => untilClosed(oneItem(name, prepareRequest([name], options, kindOf), seats)),
    changing: (requests$) => untilClosed(changingItem(requests$, seats)),
    many: (names, options) => untilClosed(manyItems(names, prepareRequest(names, options, kindOf), seats)),
    manyChanging: (names, options$) => untilClosed(manyChangingItems(names, options$, seats)),
  }
  return itemRequests(items, defaultClock)
}
