import type { Stale } from '../../item/item-event.js'
import type { Fields } from '../../wire/fields.js'
import type { Primitive } from '../../wire/primitives.js'
import type { State } from '../../wire/state.js'

/** Side of a book: who buys, and who sells. */
export type BookSide = 'bid' | 'ask'

/** An order, a price level, or what a market maker quotes on one side. */
export interface BookEntry {
  /**
   * Key of the entry as on the wire; unique on its side. For a level that was put together from orders it is the
   * same as `id`.
   */
  readonly key: Primitive
  /** The key for display: of a `Buffer`, its text. For a level put together from orders: price and side, `50.47B`. */
  readonly id: string
  /** Side that it stands on. */
  readonly side: BookSide
  /** Price; `null` where there is none, as for an order at market. */
  readonly price: number | null
  /** Size, of a level that of all its orders together; `null` where it is not told. */
  readonly size: number | null
  /** How many orders a level holds, or makers; absent where it is not told. */
  readonly orders?: number
  /** All fields of the entry. Empty for a level that was put together from orders. */
  readonly fields: Fields
}

/** An order book at one moment. Immutable: every change makes a new one. */
export interface Book {
  /** Name of the item, as it was asked for. */
  readonly name: string
  /** Service of the item. */
  readonly service: string | number | undefined
  /**
   * Who buys, best first: first what has no price, then from the highest price down, equal prices in the order in
   * which they came. The same array as in the book before where nothing in it changed.
   */
  readonly bids: readonly BookEntry[]
  /** Who sells, best first: first what has no price, then from the lowest price up; otherwise like `bids`. */
  readonly asks: readonly BookEntry[]
  /** Fields that apply to the whole book: currency, state of trading. */
  readonly summary: Fields
  /** False until the first refresh is in, and while parts of a refresh are still to come: the book is half-built. */
  readonly complete: boolean
  /** Keys of the entries that came, changed or went since the book before, whether or not they are shown. */
  readonly changed: readonly Primitive[]
  /** Health of the stream. */
  readonly state: State
  /** `false` while the data is live, else since when it is stale and why. The last good entries stay. */
  readonly stale: false | Stale
  /** Present on the first live book after the item was stale. */
  readonly recovered?: {
    /** How long the item was stale, in milliseconds. */
    readonly awayMs: number
  }
}
