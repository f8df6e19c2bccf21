import {
  defer,
  expand,
  ignoreElements,
  map,
  type Observable,
  of,
  takeWhile,
  timer,
  concat,
  EMPTY,
} from 'rxjs'
import type { Clock } from './clock.js'

/**
 * The longest that a wait trusts a timer before it looks at the clock again, in milliseconds. After a sleep
 * of the machine a due time is noticed at most this much later.
 */
const slice = 15_000

/**
 * Emits once, then completes, as soon as `clock` reads `due` or later.
 *
 * A long wait is cut into slices, because a timer alone is not to be trusted: a sleeping laptop stops it, and
 * the clock may have jumped. When the clock jumps *back*, the time counted by the timers decides.
 *
 * @param due - time in milliseconds since 1970
 */
export const waitUntil = (due: number, clock: Clock): Observable<void> =>
  defer(() => {
    const longest = Math.max(0, due - clock())
    const wait = (waited: number): Observable<number> => {
      const rest = Math.min(due - clock(), longest - waited)
      if (rest <= 0) return EMPTY
      const step = Math.min(rest, slice)
      return timer(step).pipe(map(() => waited + step))
    }
    return concat(
      wait(0).pipe(
        expand(wait),
        takeWhile((waited) => waited < longest && clock() < due),
        ignoreElements(),
      ),
      of(undefined),
    )
  })
