import {
  asyncScheduler,
  combineLatest,
  distinctUntilChanged,
  EMPTY,
  filter,
  finalize,
  ignoreElements,
  interval,
  map,
  merge,
  type Observable,
  startWith,
  tap,
} from 'rxjs'
import type { Consumer, ConsumerState } from '../../index.js'
import type { Io } from '../io.js'
import { isTerminal } from '../terminal/output.js'
import { passingLine } from '../terminal/passing-line.js'
import { tell } from '../terminal/tell.js'
import { explain } from './advice.js'

/** What is said of the work itself while there is a session; nothing erases the line. */
export type Progress = () => string

const period = 250

const textOf = (state: ConsumerState, progress: Progress): string => {
  switch (state.status) {
    case 'ready':
      return progress()
    case 'waiting': {
      const seconds = Math.max(0, Math.ceil((state.nextTryAt - asyncScheduler.now()) / 1000))
      return `attempt ${state.attempt + 1} in ${seconds} s: ${state.cause.message}`
    }
    case 'idle':
    case 'closed':
      return ''
    default:
      return 'connecting …'
  }
}

/**
 * Tells on the error output, while subscribed to, how a consumer is: each trouble in a line with what can be done; and
 * on a terminal what is going on, in a line that passes.
 */
export const tellProgress = (
  { state$, events$ }: Pick<Consumer, 'state$' | 'events$'>,
  { stderr, env }: Pick<Io, 'stderr' | 'env'>,
  progress: Progress,
): Observable<never> => {
  const passing = isTerminal(stderr, env) ? passingLine(stderr) : undefined
  const troubles$ = events$.pipe(
    filter((event) => event.event === 'retry.scheduled' && event.delayMs > 0),
    map((event) => ('cause' in event ? event.cause : undefined)),
    filter((cause) => cause !== undefined),
    // Attempts go on; what they fail of is told again only when it is something else.
    distinctUntilChanged((one, other) => one.code === other.code && one.message === other.message),
    tap((cause) => {
      passing?.erase()
      tell(stderr, `${explain(cause)}; trying again`)
    }),
  )
  const passing$ =
    passing === undefined
      ? EMPTY
      : combineLatest([state$, interval(period).pipe(startWith(0))]).pipe(
          tap(([state]) => {
            passing.show(textOf(state, progress))
          }),
        )
  return merge(troubles$, passing$).pipe(
    ignoreElements(),
    finalize(() => passing?.erase()),
  )
}
