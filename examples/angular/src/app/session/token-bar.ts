import type { ConsumerEvent } from 'rx-omm'

/** Part of its life after which a token is renewed, as is the default of `externalTokens` and `passwordGrant`. */
const renewedAfter = 0.8

/** The life of a token. Times are in milliseconds since 1970. */
export interface TokenBar {
  readonly from: number
  /** When another one took its place; absent for the newest. */
  readonly until?: number
  /** When it is to be renewed. */
  readonly renewAt: number
  readonly expiresAt: number
}

/** The bars with what an event says of tokens. */
export const withToken = (bars: readonly TokenBar[], event: ConsumerEvent): readonly TokenBar[] => {
  if (event.event !== 'token.acquired' && event.event !== 'token.renewed') return bars
  const { at: from, expiresAt } = event
  const bar = { from, renewAt: from + renewedAfter * (expiresAt - from), expiresAt }
  const newest = bars.at(-1)
  return newest === undefined ? [bar] : [...bars.slice(0, -1), { ...newest, until: from }, bar]
}
