import { asyncScheduler } from 'rxjs'

/**
 * Tells the time in milliseconds since 1970. Apart from the timers on purpose: after a sleep, or in a hidden
 * tab, timers lag behind the clock, and decisions about lifetimes are made by the clock.
 */
export type Clock = () => number

/** The clock of the default scheduler: wall time, or virtual time inside a `TestScheduler`. */
export const defaultClock: Clock = () => asyncScheduler.now()

/** Longest delay that a timer of the platform keeps; a longer one would fire at once. */
export const longestTimer = 2 ** 31 - 1
