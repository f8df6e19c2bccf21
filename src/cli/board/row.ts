import type { Image } from '../../index.js'
import { decimalsOf } from './format.js'

/** Most values that a trend is drawn from. */
const longestHistory = 200

/** Why the values of an item are not live. */
export interface Trouble {
  readonly since: number
  readonly text: string
}

/** One item on the board. Times are in milliseconds since 1970. */
export interface Row {
  readonly name: string
  readonly fields: Readonly<Record<string, unknown>>
  /** Most digits after the point that its prices have had. */
  readonly decimals: number
  /** When a field last rose or fell. */
  readonly moves: Readonly<Record<string, { readonly up: boolean; readonly at: number }>>
  /** Middle prices, the newest last. */
  readonly history: readonly number[]
  /** When a value last arrived; `undefined` before the first. */
  readonly updatedAt: number | undefined
  readonly stale: false | Trouble
  /** Why it is over; `undefined` while it is not. */
  readonly ended: string | undefined
}

/** An item of which nothing is known yet. */
export const emptyRow = (name: string): Row => ({
  name,
  fields: {},
  decimals: 2,
  moves: {},
  history: [],
  updatedAt: undefined,
  stale: false,
  ended: undefined,
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
  const { fields, changed, state } = image
  const moves = { ...row.moves }
  for (const name of changed) {
    const [before, after] = [numberIn(row.fields, name), numberIn(fields, name)]
    if (before !== undefined && after !== undefined) moves[name] = { up: after > before, at: now }
  }
  const price = changed.length === 0 ? undefined : middle(fields)
  const digits = prices.map((name) => decimalsOf(numberIn(fields, name) ?? 0))
  const open = state.stream === 'Open' || state.stream === 'NonStreaming' || state.stream === 'Unspecified'
  return {
    ...row,
    fields,
    moves,
    decimals: Math.max(row.decimals, ...digits),
    history: price === undefined ? row.history : [...row.history.slice(1 - longestHistory), price],
    updatedAt: changed.length === 0 ? row.updatedAt : now,
    stale: image.stale === false ? false : { since: image.stale.since, text: image.stale.cause.text },
    ended: open ? undefined : state.text || `${state.stream} ${state.code}`,
  }
}
