import type { Image } from '../../index.js'
import { decimalsOf } from './format.js'
import { emptyHealth, healthAfter, type Health } from './health.js'

/** Most values that a trend is drawn from. */
const longestHistory = 200

/** One item on the board. */
export interface Row extends Health {
  readonly fields: Readonly<Record<string, unknown>>
  /** Most digits after the point that its prices have had. */
  readonly decimals: number
  /** When a field last rose or fell. */
  readonly moves: Readonly<Record<string, { readonly up: boolean; readonly at: number }>>
  /** Middle prices, the newest last. */
  readonly history: readonly number[]
}

/** An item of which nothing is known yet. */
export const emptyRow = (name: string): Row => ({
  ...emptyHealth(name),
  fields: {},
  decimals: 2,
  moves: {},
  history: [],
})

const prices = ['BID', 'ASK', 'TRDPRC_1'] as const

const numberIn = (fields: Row['fields'], name: string): number | undefined => {
  const value = fields[name]
  return typeof value === 'number' ? value : undefined
}

const middle = (fields: Row['fields']): number | undefined => {
  const [bid, ask, last] = prices.map((name) => numberIn(fields, name))
  return bid !== undefined && ask !== undefined ? (bid + ask) / 2 : last
}

/** The row after an image has come. */
export const withImage = (row: Row, image: Image, now: number): Row => {
  const { fields, changed } = image
  const moves = { ...row.moves }
  for (const name of changed) {
    const [before, after] = [numberIn(row.fields, name), numberIn(fields, name)]
    if (before !== undefined && after !== undefined) moves[name] = { up: after > before, at: now }
  }
  const price = changed.length === 0 ? undefined : middle(fields)
  const digits = prices.map((name) => decimalsOf(numberIn(fields, name) ?? 0))
  return {
    ...healthAfter(row, image, now),
    fields,
    moves,
    decimals: Math.max(row.decimals, ...digits),
    history: price === undefined ? row.history : [...row.history.slice(1 - longestHistory), price],
  }
}
