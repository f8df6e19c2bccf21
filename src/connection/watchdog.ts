import { type Observable, ignoreElements, interval, tap } from 'rxjs'
import { ConnectionError } from '../errors.js'
import type { Clock } from '../time/clock.js'

/** What the watch over a peer needs. Times are in milliseconds. */
export interface WatchdogOptions {
  /** Whether anything came from the peer since the last call. */
  readonly heard: () => boolean
  readonly sendPing: () => void
  /** Silence after which the peer counts as dead. */
  readonly pingTimeout: number
  readonly clock: Clock
}

/** Looks at the peer in each ping time-out. */
const looks = 3

/**
 * Errors when the peer is dead: silent for the whole ping time-out, and silent to our pings as well. A ping is sent
 * after a third of the time without a frame.
 *
 * Traffic costs nothing but a flag, at which a timer looks three times in each time-out. Three looks in silence are
 * enough whatever the clock says, for it may have been set back. Two are enough where the clock says so, for the
 * timers of a hidden page lag behind it. One never is: after a sleep of the machine the peer first gets a ping, and
 * the time to answer it.
 */
export const watchdog = ({ heard, sendPing, pingTimeout, clock }: WatchdogOptions): Observable<never> => {
  let silentSince = clock()
  let misses = 0
  return interval(pingTimeout / looks).pipe(
    tap(() => {
      if (heard()) {
        silentSince = clock()
        misses = 0
        return
      }
      misses += 1
      if (misses >= looks || (misses === 2 && clock() - silentSince >= pingTimeout)) {
        throw new ConnectionError(
          'peer-silent',
          `the server was silent for more than ${pingTimeout / 1000} s`,
        )
      }
      sendPing()
    }),
    ignoreElements(),
  )
}
