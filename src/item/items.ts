import { type Observable, defer, takeUntil, throwError } from 'rxjs'
import { type OmmError, UsageError } from '../errors.js'
import type { Session } from '../session/session.js'
import { changingItem } from './asking/changing-item.js'
import { createClosing } from './asking/closing.js'
import { addressOf, usableId, type ItemAddress, type ItemPlace } from './asking/item-address.js'
import type { ItemEvent, NamedEvent } from './item-event.js'
import type { ItemOptions, ItemRequest } from './asking/item-request.js'
import { manyChangingItems } from './asking/many-changing-items.js'
import { manyItems } from './asking/many-items.js'
import { countItems, type ItemCounts } from './item-counts.js'
import { pauseAll, type PauseWhile } from './serving/pause-all.js'
import { oneItem } from './asking/one-item.js'
import { prepareRequest } from './asking/prepare-request.js'
import type { ItemsOptions } from './register.js'
import { createSeats } from './stream/seats.js'
import { serveItems } from './serving/serve-items.js'
import { tellOutage } from './serving/tell-outage.js'

/** All items of a consumer: one stream upstream for each, however many subscribe. */
export interface Items {
  item(name: string, options: ItemOptions): Observable<ItemEvent>
  /** An item whose request changes while it is subscribed to. */
  changing(requests$: Observable<ItemRequest>): Observable<ItemEvent>
  many(names: readonly string[], options: ItemOptions): Observable<NamedEvent>
  /** Several items whose options change while they are subscribed to. */
  manyChanging(names: readonly string[], options$: Observable<ItemOptions>): Observable<NamedEvent>
  /** Pauses all items while the newest value is true; opens nothing. */
  readonly pauseWhile: PauseWhile
  /** Stream of an open item that has its image, for messages to it; `undefined` when there is none. */
  readonly openId: (name: string, place: ItemPlace) => number | undefined
  /** The open item whose stream this is; `undefined` when there is none. */
  addressAt(id: number): ItemAddress | undefined
  /** Counts the open items; it takes a look at each. */
  counts(): ItemCounts
  /** Whether any item is open; replays. */
  readonly busy$: Observable<boolean>
  /** Asks for every open item on a session and routes its messages; unsubscribing leaves the session. */
  serve(session: Session): Observable<never>
  /** Tells every open item that there is no session: once in each outage, and those that are opened during it. */
  outage(cause: OmmError): void
  /** Ends every item with an error. */
  fail(cause: OmmError): void
  /** Completes every item, and refuses new ones. */
  close(): void
}

/** Of all that items are, what requests go to. */
export type Requested = Pick<Items, 'item' | 'changing' | 'many' | 'manyChanging'>

/** Creates the items of a consumer. */
export const createItems = (options: ItemsOptions): Items => {
  const seats = createSeats(options)
  const { opened } = seats
  const { kindOf } = seats.register
  const closing = createClosing()
  let closed = false
  let inOutage = false

  /** Subscribes unless the consumer is closed by then. */
  const whileOpen = <T>(items$: Observable<T>): Observable<T> =>
    defer(() =>
      closed ? throwError(() => new UsageError('consumer-closed', 'the consumer is closed')) : items$,
    )

  return {
    item: (name, itemOptions) => {
      const prepared = prepareRequest([name], itemOptions, kindOf)
      return whileOpen(oneItem(name, prepared, seats))
    },
    changing: (requests$) => whileOpen(changingItem(requests$.pipe(takeUntil(closing.closed$)), seats)),
    many: (names, itemOptions) => {
      const prepared = prepareRequest(names, itemOptions, kindOf)
      return whileOpen(manyItems(names, prepared, seats))
    },
    manyChanging: (names, options$) =>
      whileOpen(manyChangingItems(names, options$.pipe(takeUntil(closing.closed$)), seats)),
    pauseWhile: pauseAll(seats.pauseAll),
    openId: (name, place) => usableId(opened.find(kindOf(place), name)),
    addressAt: (id) => addressOf(seats.service()?.streamAt(id)),
    counts: () => countItems(opened.all()),
    busy$: seats.busy$,
    serve: (session) =>
      defer(() => {
        inOutage = false
        return serveItems(session, seats.register)
      }),
    outage: (cause) => {
      const first = !inOutage
      inOutage = true
      // A copy: a subscriber may open and leave items while it is told.
      tellOutage([...opened.all()], cause, options.clock(), first)
    },
    fail: (cause) => {
      seats.endAll(cause)
    },
    close: () => {
      closed = true
      closing.close()
      seats.endAll()
    },
  }
}
