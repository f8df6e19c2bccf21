import type { Book, BookEntry } from 'rx-omm'

/** Levels of each side. */
export const depth = 10

/** A line of the ladder. */
export interface Level {
  /** Level of its side, from 1 at the spread. */
  readonly rank: number
  /** Nothing where the book has no more levels. */
  readonly price: string | undefined
  readonly size: string
  /** Sizes from the spread up to here. */
  readonly total: string
  /** The size as a part of the greatest, and the total of the greatest total, in percent. */
  readonly share: number
  readonly depthShare: number
}

/** A book as it is drawn: the best prices of both sides next to the spread. */
export interface Ladder {
  /** The highest price first. */
  readonly asks: readonly Level[]
  readonly bids: readonly Level[]
  readonly middle: string
  readonly spread: string
}

const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })

const totalsOf = (entries: readonly BookEntry[]): readonly number[] => {
  let total = 0
  return entries.map(({ size }) => (total += size ?? 0))
}

/** Lines for one side; empty ones where levels are missing, so that the spread stays where it is. */
const side = (
  entries: readonly BookEntry[],
  digits: number,
  most: number,
  deepest: number,
): readonly Level[] => {
  const totals = totalsOf(entries)
  return Array.from({ length: depth }, (_, index) => {
    const entry = entries[index]
    const total = totals[index] ?? 0
    if (entry === undefined)
      return { rank: index + 1, price: undefined, size: '', total: '', share: 0, depthShare: 0 }
    return {
      rank: index + 1,
      price: entry.price?.toFixed(digits) ?? 'market',
      size: entry.size === null ? '–' : grouped.format(entry.size),
      total: grouped.format(total),
      share: ((entry.size ?? 0) / most) * 100,
      depthShare: (total / deepest) * 100,
    }
  })
}

/** The ladder of a book, its prices with so many decimals. */
export const ladderOf = ({ bids, asks }: Pick<Book, 'bids' | 'asks'>, digits: number): Ladder => {
  const most = Math.max(1, ...[...bids, ...asks].map(({ size }) => size ?? 0))
  const deepest = Math.max(1, totalsOf(bids).at(-1) ?? 0, totalsOf(asks).at(-1) ?? 0)
  const bid = bids[0]?.price
  const ask = asks[0]?.price
  const both = typeof bid === 'number' && typeof ask === 'number'
  return {
    asks: [...side(asks, digits, most, deepest)].reverse(),
    bids: side(bids, digits, most, deepest),
    middle: both ? ((bid + ask) / 2).toFixed(digits + 1) : '–',
    spread: both ? (ask - bid).toFixed(digits) : '–',
  }
}
