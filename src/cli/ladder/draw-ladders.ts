import type { Place } from '../board/shelf.js'
import { cut, span, textWidth, type Line } from '../board/span.js'
import { arrange, betweenLadders } from './arrange.js'
import type { BookRow } from './book-row.js'
import { drawLadder, moreBooks } from './draw-ladder.js'

/** Levels that are shown where the height does not bound them. */
const usualLevels = 20

/** A line that is as wide as its ladder and the gap behind it, so that the next one can stand beside it. */
const filled = (line: Line, width: number): Line => {
  const fitting = cut(line, width)
  const taken = fitting.reduce((sum, { text }) => sum + textWidth(text), 0)
  return [...fitting, span(' '.repeat(width - taken + betweenLadders))]
}

/** Ladders side by side. */
const joined = (ladders: readonly (readonly Line[])[], width: number): readonly Line[] =>
  Array.from({ length: Math.max(0, ...ladders.map(({ length }) => length)) }, (_, at) =>
    ladders.flatMap((lines, index) => {
      const line = lines[at] ?? []
      return index < ladders.length - 1 ? filled(line, width) : cut(line, width)
    }),
  )

/**
 * Order books, side by side or one below the other as there is room; a last line tells how many have none.
 *
 * @param most - most levels of each; `undefined` for as many as there is room for
 */
export const drawLadders = (
  rows: readonly BookRow[],
  { now, width, height }: Place,
  most: number | undefined,
): readonly Line[] => {
  const longest = Math.max(
    1,
    ...rows.map(({ book }) => Math.max(book?.bids.length ?? 1, book?.asks.length ?? 1)),
  )
  const bound = Number.isFinite(height) ? longest : Math.min(longest, usualLevels)
  const levels = most === undefined ? bound : Math.min(longest, most)
  const plan = arrange({ books: rows.length, width, height, levels })
  const { across, down } = plan
  const lines = Array.from({ length: down }, (_, index): readonly Line[] => {
    const beside = rows
      .slice(index * across, (index + 1) * across)
      .map((row) => drawLadder(row, { now, width: plan.width, levels: plan.levels }))
    const lines = joined(beside, plan.width)
    return index === 0 ? lines : [[], ...lines]
  }).flat()
  const left = rows.length - across * down
  return left > 0 ? [...lines.slice(0, Math.max(0, height - 1)), moreBooks(left)] : lines
}
