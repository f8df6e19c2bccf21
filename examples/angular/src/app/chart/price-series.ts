/** Points of a chart: seconds since 1970, and two prices at each; none while they were stale. */
export interface PriceSeries {
  readonly times: readonly number[]
  readonly bids: readonly (number | null)[]
  readonly asks: readonly (number | null)[]
}

/** A series without any point. */
export const noPrices: PriceSeries = { times: [], bids: [], asks: [] }

/** Seconds that a chart shows. */
export const shown = 120

const withPoint = (
  { times, bids, asks }: PriceSeries,
  at: number,
  bid: number | null,
  ask: number | null,
): PriceSeries => {
  // One point is kept from before: the line comes in from the left edge.
  const old = Math.max(0, times.findIndex((time) => time >= at - shown) - 1)
  return {
    times: [...times.slice(old), at],
    bids: [...bids.slice(old), bid],
    asks: [...asks.slice(old), ask],
  }
}

/** The series with the prices of a moment. */
export const withPrices = (
  series: PriceSeries,
  at: number,
  bid: number | null,
  ask: number | null,
): PriceSeries => withPoint(series, at, bid, ask)

/**
 * The series as it goes on to a moment: the last price holds, for it is live. If it is stale, there is none: the line
 * ends, and nobody takes the gap for a market that stood still.
 */
export const upTo = (series: PriceSeries, at: number): PriceSeries =>
  withPoint(series, at, series.bids.at(-1) ?? null, series.asks.at(-1) ?? null)

/** The series from the moment on at which its prices are stale. */
export const withGap = (series: PriceSeries, at: number): PriceSeries =>
  series.bids.at(-1) === null || series.times.length === 0
    ? series
    : withPoint(upTo(series, at), at + 0.001, null, null)

/** Stretches without any price, from and to in seconds. */
export const gapsOf = ({ times, bids }: PriceSeries): readonly (readonly [number, number])[] => {
  const gaps: [number, number][] = []
  times.forEach((time, index) => {
    const before = times[index - 1]
    if (before !== undefined && bids[index - 1] === null) gaps.push([before, time])
  })
  return gaps
}
