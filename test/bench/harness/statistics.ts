/** The middle of a list of numbers; of an even count, the upper of the two. */
export const median = (list: readonly number[]): number =>
  [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? NaN

/** The value that a share of the list stays below; `share` from 0 to 1. The list must be sorted. */
export const percentile = (sorted: ArrayLike<number>, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN

/** Median and extremes. */
export interface Spread {
  readonly median: number
  readonly min: number
  readonly max: number
}

/** How a list of numbers is spread. */
export const spreadOf = (list: readonly number[]): Spread => ({
  median: median(list),
  min: Math.min(...list),
  max: Math.max(...list),
})

/** Each number as a ratio to that of the same round: what slows a whole round down counts for neither. */
export const ratiosTo = (floor: readonly number[], list: readonly number[]): number[] =>
  list.map((value, round) => value / (floor[round] ?? NaN))
