import { defer, ignoreElements, map, merge, NEVER, type Observable, take, tap, timer } from 'rxjs'
import type { Consumer, OmmError } from '../../index.js'
import { exitCodes } from '../exit-codes.js'
import { printable } from '../terminal/printable.js'
import { explain } from './advice.js'
import { done, type Ending } from './ending.js'

/** When time is up, and what counts then. */
export interface TimeUp {
  /** Time after which it is up; `undefined` for never. */
  readonly seconds: number | undefined
  /** True when something of what was asked for has come; by default there must have been a session. */
  readonly came?: (() => boolean) | undefined
  /** Troubles have been told as they happened, and are not told again. */
  readonly told: boolean
}

/** Emits the end when time is up: a failure, with the last trouble, if nothing of what was asked for ever came. */
export const timeUp = (
  { events$ }: Pick<Consumer, 'events$'>,
  { seconds, came, told }: TimeUp,
): Observable<Ending> =>
  seconds === undefined
    ? NEVER
    : defer(() => {
        let session = false
        let trouble: OmmError | undefined
        const noted$ = events$.pipe(
          tap((event) => {
            if (event.event === 'login.accepted') session = true
            if (event.event === 'retry.scheduled') trouble = event.cause
          }),
          ignoreElements(),
        )
        const ending = (): Ending => {
          if (came?.() ?? session) return done
          const nothing = `nothing came within ${seconds} s`
          const why =
            trouble === undefined
              ? '; give it more --seconds, or check what was asked for'
              : told
                ? ''
                : `: ${explain(trouble)}`
          return { exitCode: exitCodes.failed, reason: printable(`${nothing}${why}`) }
        }
        return merge(noted$, timer(seconds * 1000).pipe(map(ending))).pipe(take(1))
      })
