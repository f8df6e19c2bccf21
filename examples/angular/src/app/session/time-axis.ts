/** The stretch of time that the timeline shows, and where in it something is. Times are in milliseconds. */
export interface TimeAxis {
  /** The left edge. */
  readonly from: number
  readonly now: number
  /** The right edge: ahead of now, for what is going to happen. */
  readonly to: number
  /** Distance from the left edge, in pixels. */
  readonly x: (at: number) => number
  /** Where labels stand, and what they say. */
  readonly ticks: readonly { readonly at: number; readonly text: string }[]
}

const past = 120_000
const ahead = 40_000
const step = 20_000

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' })

/** The axis of a timeline of this width. */
export const timeAxis = (now: number, width: number): TimeAxis => {
  const from = now - past
  const to = now + ahead
  const first = Math.ceil(from / step) * step
  return {
    from,
    now,
    to,
    x: (at) => ((Math.min(Math.max(at, from), to) - from) / (past + ahead)) * width,
    ticks: Array.from({ length: Math.floor((to - first) / step) + 1 }, (_, index) => {
      const at = first + index * step
      return { at, text: clock.format(at) }
    }),
  }
}
