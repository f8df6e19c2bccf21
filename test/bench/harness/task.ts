/** What a contender is told to do, in its first argument. */
export interface Task {
  /** Port of the generator. */
  readonly port: number
  /** How many items to open. */
  readonly items: number
  /** What is asked of each: its price, or its order book. */
  readonly domain: 'MarketPrice' | 'MarketByPrice'
  /** Updates before anything is measured. */
  readonly warmUp: number
  /** Updates that are measured. */
  readonly updates: number
}

/** What a contender reports of one run. */
export interface Reading {
  readonly cpuMicroseconds: number
  readonly wallMilliseconds: number
  /** Bytes that came over the wire, where they were counted. */
  readonly bytes: number
  /** Deliveries that were measured. */
  readonly count: number
}

/** Names of a number of items. */
export const itemNames = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `ITEM${index}.N`)

/** Items are asked for in batches of this many names, as this library does it unless it is told otherwise. */
export const batchSize = 500

/** Items that are asked for and not yet answered, at most; the same pace for every contender. */
export const outstanding = 2_000
