import type { FieldValue, Fields } from '../../wire/fields.js'
import type { Primitive } from '../../wire/primitives.js'
import { numberOf } from '../../wire/values/number-of.js'
import type { BookEntry, BookSide } from './book.js'
import { fieldNames, type BookOptions } from './book-options.js'

/** What an entry of an item puts on the two sides of a book. */
export interface Quotes {
  readonly bid?: BookEntry | undefined
  readonly ask?: BookEntry | undefined
}

const nothing: Quotes = Object.freeze({})

/** Makes quotes of the fields of an entry; `before` is what the same entry put there until now. */
export type EntryReader = (key: Primitive, id: string, fields: Fields, before: Quotes) => Quotes

const holds = (fields: Fields, names: readonly string[]): boolean =>
  names.some((name) => Object.hasOwn(fields, name))

/** Value of the first of these fields that is there and not blank. */
const valueOf = (fields: Fields, names: readonly string[]): FieldValue => {
  for (const name of names) {
    const value = Object.hasOwn(fields, name) ? fields[name] : null
    if (value !== null && value !== undefined) return value
  }
  return null
}

/** A number that can be counted with; blank, `"Inf"` and the like are none. */
const countable = (fields: Fields, names: readonly string[]): number | null => {
  const number = numberOf(valueOf(fields, names))
  return typeof number === 'number' && Number.isFinite(number) ? number : null
}

const sideOfField = (value: unknown): BookSide | undefined => {
  switch (String(value).trim().toUpperCase()) {
    case '1':
    case 'B':
    case 'BID':
    case 'BUY':
      return 'bid'
    case '2':
    case 'A':
    case 'S':
    case 'ASK':
    case 'SELL':
      return 'ask'
    default:
      return undefined
  }
}

/** Keys of orders and levels often end in the letter of their side. */
const sideOfKey = (id: string): BookSide | undefined => {
  switch (id.slice(-1)) {
    case 'B':
    case 'b':
      return 'bid'
    case 'A':
    case 'a':
      return 'ask'
    default:
      return undefined
  }
}

const sideBefore = ({ bid, ask }: Quotes): BookSide | undefined => {
  if (bid !== undefined) return 'bid'
  return ask === undefined ? undefined : 'ask'
}

/** How to read the entries of a book. */
export const entryReader = ({ by, fields: names }: BookOptions): EntryReader => {
  const of = fieldNames(names)

  const readMaker = (key: Primitive, id: string, fields: Fields): Quotes => {
    const entry = (side: BookSide, price: number | null, size: number | null): BookEntry | undefined =>
      price === null ? undefined : { key, id, side, price, size, fields }
    return {
      bid: entry('bid', countable(fields, of.bid), countable(fields, of.bidSize)),
      ask: entry('ask', countable(fields, of.ask), countable(fields, of.askSize)),
    }
  }

  const readOrder: EntryReader = (key, id, fields, before) => {
    const side = sideOfField(valueOf(fields, of.side)) ?? sideOfKey(id) ?? sideBefore(before)
    if (side === undefined) return nothing
    const orders = countable(fields, of.orders)
    const price = countable(fields, of.price)
    const size = countable(fields, of.size)
    const entry: BookEntry = { key, id, side, price, size, ...(orders === null ? {} : { orders }), fields }
    return side === 'bid' ? { bid: entry } : { ask: entry }
  }

  const isMaker = (fields: Fields): boolean =>
    !holds(fields, of.price) && (holds(fields, of.bid) || holds(fields, of.ask))

  switch (by) {
    case 'maker':
      return readMaker
    case 'order':
      return readOrder
    default:
      return (key, id, fields, before) =>
        isMaker(fields) ? readMaker(key, id, fields) : readOrder(key, id, fields, before)
  }
}
