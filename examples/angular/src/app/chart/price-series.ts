/** Points of a chart: seconds since 1970, and two prices at each. */
export interface PriceSeries {
  readonly times: readonly number[]
  readonly bids: readonly (number | null)[]
  readonly asks: readonly (number | null)[]
}

/** A series without any point. */
export const noPrices: PriceSeries = { times: [], bids: [], asks: [] }

/** Points that a chart has at most: ten minutes of a point each half second. */
const most = 1_200

/**
 * The series with another point. A stale moment has no prices: the line is broken there, and nobody takes the gap for
 * a market that stood still.
 */
export const withPrices = (
  { times, bids, asks }: PriceSeries,
  at: number,
  bid: number | null,
  ask: number | null,
): PriceSeries => ({
  times: [...times.slice(1 - most), at],
  bids: [...bids.slice(1 - most), bid],
  asks: [...asks.slice(1 - most), ask],
})
