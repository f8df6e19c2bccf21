import type { BookEntry } from '../../index.js'
import { drawBadge } from '../board/draw-badge.js'
import { count } from '../../consumer/event-words.js'
import { fieldOf, fieldText } from '../board/format.js'
import { apart, left, right, span, type Line } from '../board/span.js'
import { best } from './best.js'
import type { BookRow } from './book-row.js'
import { drawBlank, drawEntry, drawTitles } from './draw-side.js'
import { sizeText, widthOf, widthsFor, type Widths } from './widths.js'

/** Lines of a ladder besides its levels: name, middle, titles, totals. */
export const frameHeight = 4

const drawName = (row: BookRow, width: number, now: number): Line => {
  const { name, book, stale, ended } = row
  // A book may be empty, and live.
  const known = { ...row, updatedAt: row.updatedAt ?? (book?.complete === true ? now : undefined) }
  const halfBuilt = book?.complete === false && stale === false && ended === undefined
  const currency = fieldText(fieldOf(book?.summary ?? {}, 'CURRENCY'))
  return apart(
    [span(` ${name}`, 'bold'), span(`  ${currency}`, 'dim')],
    [...(halfBuilt ? [span(' HALF-BUILT ', 'pressed')] : drawBadge(known, now)), span(' ')],
    width,
  )
}

const drawMiddle = ({ book, stale, ended, decimals }: BookRow): Line => {
  if (ended !== undefined) return [span(` ${ended}`, 'bad')]
  if (stale !== false) return [span(` ${stale.text}`, 'bad')]
  if (book === undefined) return [span(' waiting for the first image', 'dim')]
  const middle = best(book)
  if (middle === undefined) return [span(book.complete ? ' no prices on both sides' : '', 'dim')]
  const { mid, spread, basisPoints } = middle
  const part = basisPoints === undefined ? '' : ` (${basisPoints.toFixed(1)} bp)`
  return [
    span(' mid ', 'dim'),
    span(mid.toFixed(decimals + 1)),
    span('  spread ', 'dim'),
    span(`${spread.toFixed(decimals)}${part}`),
    ...(spread < 0 ? [span('  crossed', 'warn')] : []),
  ]
}

/** Levels are counted, and their sizes added up, whether or not there is room for all. */
const total = (entries: readonly BookEntry[]): string => {
  const size = entries.reduce((sum, entry) => sum + (entry.size ?? 0), 0)
  return `${entries.length} × ${sizeText(size)}`
}

const drawTotals = ({ book }: BookRow, widths: readonly [Widths, Widths]): Line => {
  const { bids = [], asks = [] } = book ?? {}
  return [
    span(` ${right(`Σ ${total(bids)}`, widthOf(widths[0]))}   `, 'dim'),
    span(left(`Σ ${total(asks)}`, widthOf(widths[1])), 'dim'),
  ]
}

/** Room for one ladder. */
export interface LadderPlace {
  readonly now: number
  readonly width: number
  /** Levels that are shown. */
  readonly levels: number
}

/** A book: its best entries on both sides of the spread. Lines may be shorter than the width, or longer. */
export const drawLadder = (row: BookRow, { now, width, levels }: LadderPlace): readonly Line[] => {
  const { bids = [], asks = [] } = row.book ?? {}
  if (bids.length + asks.length === 0) return [drawName(row, width, now), drawMiddle(row)]
  const [bidsShown, asksShown] = [bids.slice(0, levels), asks.slice(0, levels)]
  const half = Math.floor((width - 4) / 2)
  const widths = [widthsFor(bidsShown, row.decimals, half), widthsFor(asksShown, row.decimals, half)] as const
  const largest = Math.max(0, ...[...bidsShown, ...asksShown].map(({ size }) => size ?? 0))
  const alive = row.stale === false && row.ended === undefined
  const middle = span(alive ? ' │ ' : ' ┊ ', 'dim')
  const label = [...bidsShown, ...asksShown].some(({ orders }) => orders !== undefined) ? 'Ord' : 'Id'
  const draw = (entry: BookEntry | undefined, own: Widths): Line =>
    entry === undefined ? drawBlank(own) : drawEntry(entry, { row, widths: own, largest, now })
  const lines = Array.from({ length: levels }, (_, index): Line => [
    span(' '),
    ...draw(bidsShown[index], widths[0]),
    middle,
    ...draw(asksShown[index], widths[1]),
  ])
  const titles: Line = [
    span(' '),
    ...drawTitles('bid', widths[0], label),
    middle,
    ...drawTitles('ask', widths[1], label),
  ]
  return [drawName(row, width, now), drawMiddle(row), titles, ...lines, drawTotals(row, widths)]
}

/** What a book is called where there is no room for it. */
export const moreBooks = (number: number): Line => [span(` … and ${count(number, 'more book')}`, 'dim')]
