import { clock } from '../look/clock'

/** The stretch of time that the timeline shows, and where in it something is. Times are in milliseconds. */
export interface TimeAxis {
  /** The left edge. */
  readonly from: number
  readonly now: number
  /** The right edge: ahead of now, for what is going to happen. */
  readonly to: number
  /** Width in pixels. */
  readonly width: number
  /** Distance from the left edge, in pixels; never outside of the drawing. */
  readonly x: (at: number) => number
  /** Where labels stand, and what they say. */
  readonly ticks: readonly { readonly x: number; readonly text: string }[]
}

const past = 120_000
const ahead = 40_000

/** Distances of labels that a reader finds natural, and the room that one needs in pixels. */
const steps = [10_000, 20_000, 30_000, 60_000, 120_000]
const room = 76

/** The axis of a timeline of this width. The future has a quarter of it: that is where renewals are planned. */
export const timeAxis = (now: number, width: number): TimeAxis => {
  const from = now - past
  const to = now + ahead
  const scale = width / (past + ahead)
  const x = (at: number): number => (Math.min(Math.max(at, from), to) - from) * scale
  const step = steps.find((each) => each * scale >= room) ?? 120_000
  const first = Math.ceil(from / step) * step
  const ticks = Array.from({ length: Math.max(0, Math.floor((to - first) / step) + 1) }, (_, index) => {
    const at = first + index * step
    return { x: x(at), text: clock(at) }
  })
  // A label needs room on both sides: at the edges it would be cut off.
  const whole = ticks.filter((tick) => tick.x > room / 2 && tick.x < width - room / 2)
  return { from, now, to, width, x, ticks: whole }
}
