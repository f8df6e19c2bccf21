import { asyncScheduler, timer, type Observable, type Subscription } from 'rxjs'
import { defaultClock, longestTimer } from '../time/clock.js'

/** The time of the simulator: wall time, or virtual time inside a `TestScheduler`. */
export const now = defaultClock

const clamp = (milliseconds: number): number => Math.min(longestTimer, Math.max(0, Math.ceil(milliseconds)))

/** A timer that may be asked for any delay; one that is too long for the platform fires early. */
export const after = (milliseconds: number): Observable<0> => timer(clamp(milliseconds))

/** Does something after a delay, with the same clamp. */
export const later = (milliseconds: number, act: () => void): Subscription =>
  asyncScheduler.schedule(act, clamp(milliseconds))
