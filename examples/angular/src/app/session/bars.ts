import type { TimeAxis } from './time-axis'

/** A stretch of time that is to be drawn. Times are in milliseconds since 1970. */
export interface Stretch {
  readonly from: number
  readonly to: number
  readonly tone: string
  /** What stands in it, or beside it, where there is room. */
  readonly text: string
  /** What it says when pointed at. */
  readonly title: string
}

/** A stretch as a bar. Distances are in pixels. */
export interface Bar extends Stretch {
  readonly x: number
  readonly width: number
  /** Where the text begins; absent where there is no room for it. */
  readonly textX?: number
  /** Whether the text stands beside the bar, on the ground. */
  readonly beside: boolean
}

/** Width of a letter, as good as it can be told without measuring. */
const letter = 7
const inset = 6

/** Letters of a long text that are worth showing. */
const fewest = 10

/** A stretch as a bar: its text stands in it, or beside it as far as nothing follows. */
const barOf = (stretch: Stretch, axis: TimeAxis, next: number): Bar => {
  const x = axis.x(stretch.from)
  const width = Math.max(2, axis.x(stretch.to) - x)
  const needed = stretch.text.length * letter + 2 * inset
  const bar = { ...stretch, x, width, beside: false }
  if (stretch.text === '') return bar
  if (needed <= width) return { ...bar, textX: x + inset }
  if (needed <= next - x - width) return { ...bar, textX: x + width + inset, beside: true }
  const letters = Math.floor((width - 2 * inset) / letter)
  return letters < fewest ? bar : { ...bar, text: `${stretch.text.slice(0, letters - 1)}…`, textX: x + inset }
}

/** The bars of a lane, of those stretches that are still in sight. */
export const barsOf = (stretches: readonly Stretch[], axis: TimeAxis): readonly Bar[] => {
  const seen = stretches.filter(({ to }) => to >= axis.from)
  return seen.map((stretch, index) => {
    const next = seen[index + 1]
    return barOf(stretch, axis, axis.x(next?.from ?? axis.now))
  })
}
