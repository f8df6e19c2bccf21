import { type OperatorFunction, defer, filter, map } from 'rxjs'
import type { ItemEvent } from '../item/item-event.js'
import { checkNumber } from './events/check-number.js'
import type { Book } from './book/book.js'
import type { BookOptions } from './book/book-options.js'
import { orderBook } from './book/order-book.js'
import { mapKeeper } from './events/map-keeper.js'

/**
 * Turns the events of an order book into the book: both sides in order, best first. For the domains `MarketByPrice`,
 * `MarketByOrder` and `MarketMaker`.
 *
 * ```text
 * source    -R{10 bid, 12 ask}--U{Add 11 bid}-----S(suspect)--R{10 bid, 12 ask}-
 * toBook()  -bids 10-----------bids 11, 10-------(stale)-----bids 10------------
 *            asks 12            asks 12                       asks 12
 * ```
 *
 * Each emission is a new book, in which a side that did not change is the same array as before and an entry that
 * did not change the same object, so that only what changed needs to be drawn. An update of few entries costs little
 * in a book of any size; what costs is the length of the side that is shown, which `levels` bounds.
 *
 * A refresh replaces the book. While its parts come in, the book is shown half-built, with `complete` false. The side
 * of an entry is that of its field, else the last letter of its key (`50.51A`), else the one that it had. An order
 * without a price, or with one that is no number (`"Inf"`), stands before all others with the price `null`; a market
 * maker without a price is not on that side. An entry without a side is not shown until it has one. Content that the
 * server marks as not to be cached is not taken over; it is in the events.
 *
 * @param options - what an entry is, how many are shown, and names of fields
 * @throws {@link UsageError} `invalid-options` when `levels` is no whole number above 0
 *
 * @example
 * ```ts
 * import { toBook, type Consumer } from 'rx-omm'
 *
 * declare const consumer: Consumer
 * consumer
 *   .item('TRI.TO', { domain: 'MarketByOrder' })
 *   .pipe(toBook({ by: 'price', levels: 10 }))
 *   .subscribe(({ bids, asks }) => console.log(bids[0]?.price, asks[0]?.price))
 * ```
 */
export const toBook = (options: BookOptions = {}): OperatorFunction<ItemEvent, Book> => {
  if (options.levels !== undefined) checkNumber('toBook: `levels`', options.levels, 1, true)
  return (source) =>
    defer(() =>
      source.pipe(
        map(mapKeeper(orderBook(options))),
        filter((book) => book !== undefined),
      ),
    )
}
