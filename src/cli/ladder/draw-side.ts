import type { BookEntry, BookSide } from '../../index.js'
import { left, right, span, type Line, type Span } from '../board/span.js'
import { glowOf, type BookRow, type Drift } from './book-row.js'
import { labelText, priceText, sizeText, widthOf, type Widths } from './widths.js'

/** Colours are not all: what changed has a mark. */
const marks: Readonly<Record<Drift, string>> = { new: '•', up: '▴', down: '▾' }
const flashes = { new: 'flashNew', up: 'flashUp', down: 'flashDown' } as const

interface Parts {
  readonly price: Span
  /** With the gap before or behind it. */
  readonly size: Line
  readonly bar: Span
  readonly label: Span
}

/** The parts of a side in order: prices meet in the middle. */
const inOrder = (side: BookSide, { bar: barWidth, label: labelWidth, rest }: Widths, parts: Parts): Line => {
  const outwards: readonly Line[] = [
    [parts.price],
    parts.size,
    ...(barWidth === 0 ? [] : [[span(' ')], [parts.bar]]),
    ...(labelWidth === 0 ? [] : [[span(' ')], [parts.label]]),
    [span(' '.repeat(rest))],
  ]
  return (side === 'bid' ? [...outwards].reverse() : outwards).flat()
}

const bySide = (side: BookSide, size: Span, gap: Span): Line => (side === 'bid' ? [size, gap] : [gap, size])

/** The titles of one side. */
export const drawTitles = (side: BookSide, widths: Widths, label: string): Line =>
  inOrder(side, widths, {
    price: span(right(side === 'bid' ? 'Bid' : 'Ask', widths.price), 'dim'),
    size: bySide(side, span(right('Size', widths.size), 'dim'), span('  ')),
    bar: span(' '.repeat(widths.bar)),
    label: span(right(label, widths.label), 'dim'),
  })

/** Nothing, as wide as a side. */
export const drawBlank = (widths: Widths): Line => [span(' '.repeat(widthOf(widths)))]

const drawBar = (side: BookSide, part: number, width: number, alive: boolean): Span => {
  const halves = Math.round(Math.min(1, Math.max(0, part)) * width * 2)
  // Something is more than nothing, be it ever so little.
  const shown = part > 0 ? Math.max(1, halves) : 0
  // Without colours, too, it is to be seen that these sizes are old.
  const [whole, half] = !alive ? ['░', '░'] : side === 'bid' ? ['█', '▐'] : ['█', '▌']
  const full = whole.repeat(Math.floor(shown / 2))
  const end = shown % 2 === 0 ? '' : half
  const text = side === 'bid' ? right(end + full, width) : left(full + end, width)
  return span(text, !alive ? 'dim' : side === 'bid' ? 'up' : 'down')
}

/** What an entry is drawn with. */
export interface EntryPlace {
  readonly row: BookRow
  readonly widths: Widths
  /** The size that has the longest bar. */
  readonly largest: number
  readonly now: number
}

/** An entry on its side. */
export const drawEntry = (entry: BookEntry, { row, widths, largest, now }: EntryPlace): Line => {
  const { side, price, size } = entry
  const alive = row.stale === false && row.ended === undefined
  const drift = alive ? glowOf(row, entry, now) : undefined
  const mark = drift === undefined ? ' ' : marks[drift]
  const amount = right(sizeText(size), widths.size)
  const style = drift !== undefined ? flashes[drift] : alive ? 'plain' : 'dim'
  return inOrder(side, widths, {
    price: span(right(priceText(price, row.decimals), widths.price), alive ? 'bold' : 'dim'),
    size: bySide(side, span(side === 'bid' ? amount + mark : mark + amount, style), span(' ')),
    bar: drawBar(side, largest > 0 ? (size ?? 0) / largest : 0, widths.bar, alive),
    label: span(right(labelText(entry), widths.label), 'dim'),
  })
}
