import type { Book, BookEntry, BookSide, Primitive } from '../../index.js'
import { decimalsOf } from '../board/format.js'
import { emptyHealth, healthAfter, type Health } from '../board/health.js'

/** What happened to an entry: it came to its price, or its size or number of orders rose or fell. */
export type Drift = 'new' | 'up' | 'down'

/** Entries of one side that changed lately, by key. */
export type Glows = ReadonlyMap<Primitive, { readonly drift: Drift; readonly at: number }>

/** One order book on the board. */
export interface BookRow extends Health {
  /** `undefined` before the first news. */
  readonly book: Book | undefined
  /** Most digits after the point that its prices have had. */
  readonly decimals: number
  readonly glows: Readonly<Record<BookSide, Glows>>
}

/** How long an entry shows that it changed, in milliseconds. */
const afterglow = 900
/** Entries of a side that are looked at: more than a terminal has lines for. */
const watched = 200
const usualDecimals = 2

/** A book of which nothing is known yet. */
export const emptyBookRow = (name: string): BookRow => ({
  ...emptyHealth(name),
  book: undefined,
  decimals: usualDecimals,
  glows: { bid: new Map(), ask: new Map() },
})

const driftOf = (before: BookEntry | undefined, after: BookEntry): Drift | undefined => {
  if (before === undefined || before.price !== after.price) return 'new'
  const more = (after.size ?? 0) - (before.size ?? 0) || (after.orders ?? 0) - (before.orders ?? 0)
  if (more === 0) return undefined
  return more > 0 ? 'up' : 'down'
}

type Entries = readonly BookEntry[]

const glowsAfter = (
  glows: Glows,
  before: Entries,
  after: Entries,
  changed: ReadonlySet<Primitive>,
  now: number,
): Glows => {
  const lit = new Map([...glows].filter(([, { at }]) => now - at < afterglow))
  // The same array is a side on which nothing happened; a side that fills for the first time is no news.
  if (before === after || before.length === 0) return lit
  const known = new Map(before.slice(0, watched).map((entry) => [entry.key, entry]))
  for (const entry of after.slice(0, watched)) {
    if (!changed.has(entry.key)) continue
    const drift = driftOf(known.get(entry.key), entry)
    if (drift !== undefined) lit.set(entry.key, { drift, at: now })
  }
  return lit
}

/** The row after news of its book has come. */
export const withBook = (row: BookRow, book: Book, now: number): BookRow => {
  const { book: before, glows } = row
  const changed = new Set(book.changed)
  // While its parts come in, a book is rebuilt, and not changed.
  const quiet = before?.complete !== true || !book.complete
  const { bids, asks } = quiet ? book : before
  const digits = [...book.bids.slice(0, watched), ...book.asks.slice(0, watched)].map(({ price }) =>
    decimalsOf(price ?? 0),
  )
  return {
    ...healthAfter(row, book, now),
    book,
    decimals: Math.max(row.decimals, ...digits),
    glows: {
      bid: glowsAfter(glows.bid, bids, book.bids, changed, now),
      ask: glowsAfter(glows.ask, asks, book.asks, changed, now),
    },
  }
}

/** What an entry shows of its last change, while it does. */
export const glowOf = ({ glows }: BookRow, { side, key }: BookEntry, now: number): Drift | undefined => {
  const glow = glows[side].get(key)
  return glow === undefined || now - glow.at > afterglow ? undefined : glow.drift
}
