import type { Book, BookEntry, BookSide } from '../../operators/book/book.js'
import { baseOf } from './defaults.js'

/** A price level in short: price, size, and how many orders it holds. */
export type Level = readonly [price: number | null, size?: number | null, orders?: number]

/** The sides of a book and what else differs from the default; a level may be given in short. */
export interface BookParts extends Partial<Omit<Book, 'bids' | 'asks'>> {
  /** Who buys, best first. */
  readonly bids?: readonly (Level | BookEntry)[]
  /** Who sells, best first. */
  readonly asks?: readonly (Level | BookEntry)[]
}

const isLevel = (given: Level | BookEntry): given is Level => Array.isArray(given)

const entryOf =
  (side: BookSide) =>
  (given: Level | BookEntry): BookEntry => {
    if (!isLevel(given)) return given
    const [price, size = null, orders] = given
    const id = `${price ?? ''}${side === 'bid' ? 'B' : 'A'}`
    return { key: id, id, side, price, size, ...(orders === undefined ? {} : { orders }), fields: {} }
  }

/**
 * An order book, as `toBook` emits them: complete, and all of it new, unless said otherwise. The order of the entries
 * is left as it is given.
 *
 * @param parts - the sides, and what differs from the default; with `stale`, the state is Open/Suspect
 *
 * @example
 * ```ts
 * import { bookOf } from 'rx-omm/testing'
 *
 * const book = bookOf({
 *   name: 'TRI.TO',
 *   bids: [[50.47, 300], [50.46, 1_200, 4]],
 *   asks: [[50.49, 100]],
 * })
 * ```
 */
export const bookOf = ({ bids = [], asks = [], ...more }: BookParts = {}): Book => {
  const sides = { bids: bids.map(entryOf('bid')), asks: asks.map(entryOf('ask')) }
  return {
    ...baseOf(more.stale),
    ...sides,
    summary: {},
    complete: true,
    changed: [...sides.bids, ...sides.asks].map(({ key }) => key),
    ...more,
  }
}
