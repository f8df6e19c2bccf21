import type { Backoff } from '../time/backoff.js'

/** Waits after a token service gave no answer that can be used. */
export const backoff: Backoff = { base: 1_000, cap: 30_000 }

/** Waits after a refusal that only time or a human cures. */
export const slow: Backoff = { base: 30_000, cap: 600_000 }

/** Shortest time from one renewal to the next, in milliseconds, whatever lifetime a service tells. */
export const leastBetween = 1_000

/** Wait after credentials that had worked were refused, in milliseconds. They are tried once more, no more. */
export const refusedWait = 60_000

/** Part of a token's life up to which `refresh-first` goes on trying the refresh token. */
export const refreshFirstUntil = 0.95
