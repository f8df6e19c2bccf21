import { left, right, textWidth } from '../board/span.js'
import { printable } from './printable.js'

/** A column of a table. */
export interface Column<Row> {
  readonly title: string
  readonly text: (row: Row) => string
  /** Puts numbers under one another. */
  readonly numeric?: boolean
}

/** Rows under the titles of their columns; a line that is too long is cut. */
export const table = <Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  width: number,
): readonly string[] => {
  const lines = [
    columns.map(({ title }) => title),
    ...rows.map((row) => columns.map(({ text }) => printable(text(row)))),
  ]
  const widths = columns.map((_, index) => Math.max(...lines.map((line) => textWidth(line[index] ?? ''))))
  return lines.map((line) => {
    const cells = columns.map(({ numeric }, index) =>
      (numeric === true ? right : left)(line[index] ?? '', widths[index] ?? 0),
    )
    return left(cells.join('  '), width).trimEnd()
  })
}
