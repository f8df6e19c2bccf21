import { drawBadge } from '../board/draw-badge.js'
import { count } from '../../consumer/event-words.js'
import type { Place } from '../board/shelf.js'
import { apart, left, span, textWidth, type Line, type Style } from '../board/span.js'
import { inColumns } from '../terminal/in-columns.js'
import { isLit, type SheetRow } from './sheet-row.js'
import { fieldsText, valueLines, type Pair } from './value-lines.js'

const widestName = 24

const pairsOf = (
  { fields, entries, other }: SheetRow,
  wanted: readonly string[] | undefined,
): readonly Pair[] => [
  ...Object.entries(fields)
    .filter(([name]) => wanted === undefined || wanted.includes(name))
    .flatMap(([name, value]) => valueLines(name, value)),
  ...[...entries].map(([key, of]): Pair => [key, fieldsText(of), key]),
  ...Object.entries(other ?? {}).flatMap(([name, value]) => valueLines(name, value)),
]

const drawContent = (row: SheetRow, pairs: readonly Pair[], { now, width }: Place): readonly Line[] => {
  const alive = row.stale === false && row.ended === undefined
  const style = (name: string): Style => (!alive ? 'dim' : isLit(row, name, now) ? 'flashNew' : 'plain')
  // Names and nothing else, as in most lists, stand side by side, and stay where they are when a mark goes.
  if (pairs.every(([, text]) => text === '')) {
    return inColumns(
      pairs.map(([name]) => (alive && isLit(row, name, now) ? `${name} •` : `${name}  `)),
      width - 2,
    ).map((line) => [span(` ${line}`, alive ? 'plain' : 'dim')])
  }
  const names = Math.min(widestName, Math.max(...pairs.map(([name]) => textWidth(name))))
  return pairs.map(([name, text, of]) => [span(` ${left(name, names)}  `, 'dim'), span(text, style(of))])
}

const drawHead = (row: SheetRow, { now, width }: Place): Line => {
  const { name, entries, stale, ended } = row
  const why = ended ?? (stale === false ? undefined : stale.text)
  const number = entries.size === 0 ? '' : `  ${count(entries.size, 'entry').replace(/ys$/, 'ies')}`
  const waiting = why === undefined && row.updatedAt === undefined ? '  waiting for the first image' : ''
  return apart(
    [
      span(` ${name}`, 'bold'),
      span(`${number}${waiting}`, 'dim'),
      span(why === undefined ? '' : `  ${why}`, 'bad'),
    ],
    [...drawBadge(row, now), span(' ')],
    width,
  )
}

/**
 * Items of any content, one below the other; each has its share of the lines.
 *
 * @param wanted - fields to show; `undefined` for all
 */
export const drawSheets = (
  rows: readonly SheetRow[],
  place: Place,
  wanted: readonly string[] | undefined,
): readonly Line[] => {
  let free = place.height
  return rows.flatMap((row, index) => {
    const share = Math.floor(free / (rows.length - index))
    if (share < 1) return []
    const content = drawContent(row, pairsOf(row, wanted), place)
    const room = share - 1
    const shown = content.length <= room ? content : content.slice(0, Math.max(0, room - 1))
    const missing = content.length - shown.length
    const more: readonly Line[] =
      missing > 0 && room > 0 ? [[span(` … and ${count(missing, 'more line')}`, 'dim')]] : []
    const lines = [drawHead(row, place), ...shown, ...more]
    free -= lines.length
    return lines
  })
}
