import type { BookEntry } from '../../index.js'
import { textWidth } from '../board/span.js'

/** Widths of what stands on one side of a ladder, in columns; 0 leaves it out. */
export interface Widths {
  readonly price: number
  readonly size: number
  readonly bar: number
  readonly label: number
  /** What is left over at the outer end. */
  readonly rest: number
}

/** Between price and size: a gap, and the mark of a change. */
export const gapWidth = 2

/** Widest bar: longer ones tell nothing more. */
const widestBar = 40
const leastBar = 3
const widestLabel = 12
const leastAmount = 5

const amount = new Intl.NumberFormat('en-US', { maximumFractionDigits: 8 })

/** A size; a sign where it is not told. */
export const sizeText = (size: number | null): string => (size === null ? '–' : amount.format(size))

/** A price; an order at market has none. */
export const priceText = (price: number | null, decimals: number): string =>
  price === null ? 'MKT' : price.toFixed(decimals)

/** How many orders there are, or else who it is. */
export const labelText = ({ orders, id }: BookEntry): string =>
  orders === undefined ? id : amount.format(orders)

/** A part and the column before it, where there is a part. */
const withGap = (width: number): number => (width === 0 ? 0 : width + 1)

/** Shares out the width of one side: prices and sizes come first, then labels, then bars. */
export const widthsFor = (entries: readonly BookEntry[], decimals: number, width: number): Widths => {
  const widest = (least: number, textOf: (entry: BookEntry) => string): number =>
    Math.max(least, ...entries.map((entry) => textWidth(textOf(entry))))
  const price = widest(leastAmount, (entry) => priceText(entry.price, decimals))
  const size = widest(leastAmount, (entry) => sizeText(entry.size))
  const wanted = Math.min(
    widestLabel,
    widest(3, (entry) => labelText(entry)),
  )
  const beside = width - price - size - gapWidth
  const label = beside > wanted ? wanted : 0
  const outside = beside - withGap(label)
  const bar = outside > leastBar ? Math.min(widestBar, outside - 1) : 0
  return { price, size, bar, label, rest: Math.max(0, outside - withGap(bar)) }
}

/** How many columns a side takes. */
export const widthOf = ({ price, size, bar, label, rest }: Widths): number =>
  price + gapWidth + size + withGap(bar) + withGap(label) + rest
