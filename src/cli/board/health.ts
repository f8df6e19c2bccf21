import type { Image } from '../../index.js'

/** Why the values of an item are not live. */
export interface Trouble {
  readonly since: number
  readonly text: string
}

/** What is known of every item on the board, whatever it holds. Times are in milliseconds since 1970. */
export interface Health {
  readonly name: string
  /** When a value last arrived; `undefined` before the first. */
  readonly updatedAt: number | undefined
  readonly stale: false | Trouble
  /** Why it is over; `undefined` while it is not. */
  readonly ended: string | undefined
}

/** What every kind of news of an item tells. */
export interface News extends Pick<Image, 'name' | 'state' | 'stale' | 'recovered'> {
  /** What differs from the news before, by name or key; empty where only the health changed. */
  readonly changed: readonly unknown[]
}

/** An item of which nothing is known yet. */
export const emptyHealth = (name: string): Health => ({
  name,
  updatedAt: undefined,
  stale: false,
  ended: undefined,
})

/** The health after news has come. */
export const healthAfter = (before: Health, { state, stale, changed }: News, now: number): Health => {
  const open = state.stream === 'Open' || state.stream === 'NonStreaming' || state.stream === 'Unspecified'
  return {
    name: before.name,
    updatedAt: changed.length === 0 ? before.updatedAt : now,
    stale: stale === false ? false : { since: stale.since, text: stale.cause.text },
    ended: open ? undefined : state.text || `${state.stream} ${state.code}`,
  }
}
