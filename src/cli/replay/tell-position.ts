import { asyncScheduler, EMPTY, finalize, ignoreElements, interval, merge, type Observable, tap } from 'rxjs'
import type { LogLine, Recording } from '../../simulator/index.js'
import type { Io } from '../io.js'
import { isTerminal } from '../terminal/output.js'
import { passingLine } from '../terminal/passing-line.js'
import { createPosition } from './position.js'

const period = 250

/**
 * Tells on the error output, while subscribed to and where it is a terminal, how far the recordings are played, in a
 * line that passes. Subscribe to it before anything that prints the log: the line makes way for what is printed.
 */
export const tellPosition = (
  log$: Observable<LogLine>,
  recordings: readonly Recording[],
  speed: number,
  { stderr, env }: Pick<Io, 'stderr' | 'env'>,
): Observable<never> => {
  if (!isTerminal(stderr, env)) return EMPTY
  const line = passingLine(stderr)
  const position = createPosition(recordings, speed)
  return merge(
    log$.pipe(
      tap((logged) => {
        line.erase()
        position.note(logged, asyncScheduler.now())
      }),
    ),
    interval(period).pipe(
      tap(() => {
        line.show(position.text(asyncScheduler.now()))
      }),
    ),
  ).pipe(
    ignoreElements(),
    finalize(() => {
      line.erase()
    }),
  )
}
