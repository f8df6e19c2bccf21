import type { Size } from '../terminal/screen.js'
import type { BoardView, Entry } from './board.js'
import { drawHeader, headerHeight } from './draw-header.js'
import { clockTime } from './format.js'
import type { Shelf } from './shelf.js'
import { lineWidth, render, span, type Line } from './span.js'

/** How the board is drawn. */
export interface DrawOptions extends Size {
  readonly colours: boolean
  /** Draws the items. */
  readonly items: Shelf['draw']
  /** How many items are above, and not shown; by default none. */
  readonly from?: number
}

/** Rows of a terminal below which everything goes that is not an item, the head or a key. */
const roomy = 18
/** Entries of the log that have a place whatever the number of items. */
const leastLog = 3

const marks: Readonly<Record<Entry['tone'], string>> = { plain: '·', good: '✓', warn: '!', bad: '✗' }

const drawEntry = ({ at, tone, text }: Entry): Line => [
  span(` ${clockTime(at)} `, 'dim'),
  span(`${marks[tone]} `, tone),
  span(text, tone === 'plain' ? 'plain' : tone),
]

const drawKeys = (keys: BoardView['keys'], columns: number): Line => {
  const line = (labelled: boolean): Line => [
    ...keys.flatMap(({ key, label, active }): Line => [
      span(' '),
      span(key, active ? 'pressed' : 'accent'),
      ...(labelled ? [span(` ${label} `, active ? 'pressed' : 'plain')] : []),
    ]),
    span(' '),
    span('q', 'accent'),
    span(' quit '),
  ]
  // How to get out is what nobody may miss.
  return lineWidth(line(true)) <= columns + 1 ? line(true) : line(false)
}

/** How many lines of a terminal the items may take. */
export const itemHeight = (rows: number): number =>
  Math.max(2, rows - headerHeight - 1 - (rows < roomy ? 0 : 3 + leastLog))

/** The board as the lines of a terminal, of which it fills all. */
export const draw = (
  view: BoardView,
  { columns, rows, colours, items: drawItems, from = 0 }: DrawOptions,
): readonly string[] => {
  const header = drawHeader(view, columns)
  const space = rows - headerHeight - 1
  const heading: Line = [span(` ── Events ${'─'.repeat(Math.max(0, columns - 12))}`, 'dim')]
  const [above, between]: readonly [readonly Line[], readonly Line[]] =
    rows < roomy ? [[], []] : [[[]], [[], heading]]
  const items = drawItems({ now: view.now, width: columns, height: itemHeight(rows), from })
  const left = space - items.length - above.length - between.length
  const log = left > 0 ? view.log.slice(-left).map(drawEntry) : []
  const body = [...header, ...above, ...items, ...between, ...log].slice(0, Math.max(0, rows - 1))
  const filling = Array.from({ length: Math.max(0, rows - 1 - body.length) }, (): Line => [])
  return [...body, ...filling, drawKeys(view.keys, columns)].map((line) => render(line, columns, colours))
}

/** The items alone, for a terminal that goes on as it was. */
export const drawTable = (
  now: number,
  { columns, colours, items }: Omit<DrawOptions, 'rows'>,
): readonly string[] =>
  items({ now, width: columns, height: Infinity }).map((line) => render(line, columns, colours))
