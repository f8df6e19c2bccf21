import type { ConsumerEvent } from 'rx-omm'

/** The life of a token. Times are in milliseconds since 1970. */
export interface TokenBar {
  readonly from: number
  /** When another one took its place; absent for the newest. */
  readonly until?: number
  readonly expiresAt: number
  readonly renewed: boolean
}

/** The bars with what an event says of tokens. */
export const withToken = (bars: readonly TokenBar[], event: ConsumerEvent): readonly TokenBar[] => {
  if (event.event !== 'token.acquired' && event.event !== 'token.renewed') return bars
  const bar = { from: event.at, expiresAt: event.expiresAt, renewed: event.event === 'token.renewed' }
  const newest = bars.at(-1)
  return newest === undefined ? [bar] : [...bars.slice(0, -1), { ...newest, until: event.at }, bar]
}
