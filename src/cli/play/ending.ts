import { filter, map, merge, type Observable, take, takeUntil } from 'rxjs'
import type { ConsumerEvent, ErrorCode, NamedEvent, OmmError } from '../../index.js'
import { adviceOn, explain } from './advice.js'
import { exitCodes } from '../exit-codes.js'
import { printable } from '../terminal/printable.js'

/** How a command ends, and why, where that is worth a line. */
export interface Ending {
  readonly exitCode: number
  readonly reason?: string
}

/** An end in good order. */
export const done: Ending = { exitCode: exitCodes.done }

/** The end that an error leads to. */
export const failure = (error: OmmError): Ending => ({
  exitCode: exitCodes.failed,
  reason: printable(explain(error)),
})

/**
 * Refusals that the library goes on trying to overcome, slowly, because a consumer that has worked should work
 * again. Whoever has just typed a command wants to know at once.
 */
const refusals: readonly ErrorCode[] = [
  'credentials-refused',
  'session-quota',
  'token-stopped',
  'discovery-stopped',
  'no-region',
  'login-closed',
]

/** Emits when a consumer has failed for good, or is refused before its first login. */
export const refused = (events$: Observable<ConsumerEvent>): Observable<Ending> => {
  const accepted$ = events$.pipe(filter(({ event }) => event === 'login.accepted'))
  return merge(
    events$.pipe(
      // Without a delay it is a token that was replaced, and the attempt is not over.
      filter((event) => event.event === 'retry.scheduled' && event.delayMs > 0),
      map((event) => ('cause' in event ? event.cause : undefined)),
      filter((cause) => cause !== undefined && refusals.includes(cause.code)),
      takeUntil(accepted$),
    ),
    events$.pipe(
      filter((event) => event.event === 'consumer.failed'),
      map(({ cause }) => cause),
    ),
  ).pipe(
    filter((cause) => cause !== undefined),
    map(failure),
    take(1),
  )
}

/** Notes how items end, to tell what it means when all have. */
export const createTally = () => {
  const reasons = new Map<string, string>()
  const names = new Set<string>()
  let refreshed = false
  return {
    note: ({ name, event }: NamedEvent): void => {
      names.add(name)
      const { type, state } = event
      if (type === 'refresh') refreshed = true
      const wellOver = state.stream === 'Closed' && state.data === 'Ok' && state.code === 'None'
      if (type !== 'status' || wellOver) reasons.delete(name)
      else reasons.set(name, state.text === '' ? `${state.stream} ${state.code}` : state.text)
    },
    /** How many items there have been. */
    seen: (): number => names.size,
    /** True when there has been an image. */
    came: (): boolean => refreshed,
    /** The end that it is when all items have ended: a failure if none of them ended well. */
    ending: (): Ending => {
      const [[name, reason] = []] = reasons
      if (name === undefined || reason === undefined || reasons.size < names.size) return done
      const others = reasons.size === 1 ? '' : `, and ${reasons.size - 1} more`
      const advice = adviceOn({ code: 'item-closed' })
      return { exitCode: exitCodes.failed, reason: printable(`${name}: ${reason}${others}${advice}`) }
    },
  }
}
