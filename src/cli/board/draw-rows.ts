import { drawBadge } from './draw-badge.js'
import { briefly, fieldOf, fieldText } from './format.js'
import type { Row } from './row.js'
import { fit, left, right, span, textWidth, type Line, type Span, type Style } from './span.js'
import { spark } from './spark.js'

/** A column of values. */
interface Column {
  readonly title: string
  readonly field: string
  readonly width: number
  /** A change: it has a sign, and its colour tells which. */
  readonly signed: boolean
  /** Shown with as many digits as the prices of the item. */
  readonly priced: boolean
  readonly unit: string
}

/** How long a value that moved shows it, in milliseconds. */
const afterglow = 900

const column = (title: string, field: string, width: number, more: Partial<Column> = {}): Column => ({
  title,
  field,
  width,
  signed: false,
  priced: false,
  unit: '',
  ...more,
})

const usualColumns = (wide: boolean, narrow: boolean): readonly Column[] => {
  const width = wide ? 11 : narrow ? 8 : 10
  return [
    column('Bid', 'BID', width, { priced: true }),
    column('Ask', 'ASK', width, { priced: true }),
    column('Last', 'TRDPRC_1', width, { priced: true }),
    column('Change', 'NETCHNG_1', narrow ? 8 : 9, { priced: true, signed: true }),
    ...(wide ? [column('', 'PCTCHNG', 7, { signed: true, unit: '%' })] : []),
  ]
}

/** Least width of what stands right of the columns; where it is narrow, it tells health alone. */
const leastRest = 24
const leastBadge = 13

const chosenColumns = (fields: readonly string[], rows: readonly Row[]): readonly Column[] =>
  fields.map((field) => {
    const texts = rows.map((row) => fieldText(fieldOf(row.fields, field)))
    return column(field, field, Math.min(24, Math.max(8, textWidth(field), ...texts.map(textWidth))))
  })

/** The columns that leave room for the health of the items: that is never cut off. */
const thatFit = (columns: readonly Column[], room: number): readonly Column[] => {
  let rest = room
  return columns.filter(({ width }) => (rest -= width + 1) >= 0)
}

const nameWidth = (rows: readonly Row[], wide: boolean): number =>
  Math.min(wide ? 20 : 12, Math.max(7, ...rows.map(({ name }) => textWidth(name))))

const glow = (row: Row, field: string, now: number): Style => {
  const move = Object.hasOwn(row.moves, field) ? row.moves[field] : undefined
  return move === undefined || now - move.at > afterglow ? 'plain' : move.up ? 'up' : 'down'
}

const cell = (row: Row, { field, width, signed, priced, unit }: Column, now: number): Span => {
  const value = fieldOf(row.fields, field)
  const decimals = priced ? row.decimals : signed ? 2 : undefined
  const text = fieldText(value, decimals)
  const plus = signed && typeof value === 'number' && value > 0 ? '+' : ''
  const shown = text === '' ? '' : `${plus}${text}${unit}`
  const alive = row.stale === false && row.ended === undefined
  const trend: Style = typeof value !== 'number' || value === 0 ? 'plain' : value > 0 ? 'up' : 'down'
  return span(` ${right(shown, width)}`, alive ? (signed ? trend : glow(row, field, now)) : 'dim')
}

const fullHealth = (row: Row, now: number, room: number): Line => {
  if (row.ended !== undefined) return [span('  '), span(' CLOSED ', 'alarm'), span(` ${row.ended}`, 'bad')]
  if (row.stale !== false) {
    return [
      span('  '),
      span(` STALE ${briefly(now - row.stale.since)} `, 'alarm'),
      span(` ${row.stale.text}`, 'bad'),
    ]
  }
  if (row.updatedAt === undefined) return [span('  waiting for the first image', 'dim')]
  const trendWidth = room - 15
  const [first = 0, last = 0] = [row.history.slice(-trendWidth)[0], row.history.at(-1)]
  return [
    span(`  ${left(spark(row.history, trendWidth), trendWidth)}`, last < first ? 'down' : 'up'),
    span(` ${right(briefly(now - row.updatedAt), 4)} `, 'dim'),
    span(' ● live', 'good'),
  ]
}

const briefHealth = (row: Row, now: number): Line => {
  const badge = drawBadge(row, now)
  return [span('  '), ...(badge.length === 0 ? [span('waiting', 'dim')] : badge)]
}

/** What the table of items is drawn from. */
export interface TableWish {
  readonly rows: readonly Row[]
  /** Fields that were asked for; `undefined` for the usual ones. */
  readonly fields: readonly string[] | undefined
  readonly now: number
  readonly width: number
  /** Most lines that it may take, its heading included. */
  readonly height: number
  /** How many items are above, and not shown; by default none. */
  readonly from?: number
}

/** The table of items: a heading and a line for each; a last line tells how many have no room. */
export const drawRows = ({ rows, fields, now, width, height, from = 0 }: TableWish): readonly Line[] => {
  const wide = width >= 100
  const names = nameWidth(rows, wide)
  const narrow = width < 80
  const columns = thatFit(
    fields === undefined ? usualColumns(wide, narrow) : chosenColumns(fields, rows),
    width - names - 1 - (narrow ? leastBadge : leastRest),
  )
  const taken = columns.reduce((sum, { width: each }) => sum + each + 1, names + 1)
  const room = Math.max(leastRest, width - taken)
  const heading =
    ` ${left('Item', names)}` + columns.map((each) => ` ${right(each.title, each.width)}`).join('')
  const healthHeading = narrow ? '' : `  ${left('Trend', room - 15)} ${right('Age', 4)}`
  const head: Line = [span(left(`${heading}${healthHeading}`, width), 'heading')]
  const lines = Math.max(1, height - 1)
  const shown = rows.length <= lines && from === 0 ? rows : rows.slice(0, lines - 1)
  const others = [
    ...(shown.length < rows.length ? [`… and ${rows.length - shown.length} more`] : []),
    ...(from > 0 ? [`${from} above`] : []),
  ]
  return [
    head,
    ...shown.map((row): Line => {
      // Of an item in trouble the reason matters more than by how much it had changed.
      const troubled = !wide && !narrow && (row.stale !== false || row.ended !== undefined)
      return [
        span(` ${left(fit(row.name, names), names)}`, 'bold'),
        ...columns.filter(({ signed }) => !signed || !troubled).map((each) => cell(row, each, now)),
        ...(narrow ? briefHealth(row, now) : fullHealth(row, now, room)),
      ]
    }),
    ...(others.length > 0 ? [[span(` ${others.join(', ')}   ↑ ↓ PgUp PgDn`, 'dim')]] : []),
  ]
}
