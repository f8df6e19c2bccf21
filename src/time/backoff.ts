/** Shape of a growing delay. Times are in milliseconds. */
export interface Backoff {
  /** Upper bound of the first delay. */
  readonly base: number
  /** Upper bound of every delay. */
  readonly cap: number
  /** Lower bound of every delay; 0 by default. */
  readonly floor?: number
}

/**
 * Capped exponential back-off with full jitter: a random delay between the floor and a bound that doubles
 * with each attempt. The jitter keeps clients that lost the same server from coming back in step.
 *
 * @param attempt - attempts that failed before, from 0
 * @param random - gives a number from 0 (included) to 1 (excluded)
 */
export const backoffDelay = (
  { base, cap, floor = 0 }: Backoff,
  attempt: number,
  random: () => number,
): number => Math.max(floor, Math.round(random() * Math.min(cap, base * 2 ** Math.min(attempt, 30))))
