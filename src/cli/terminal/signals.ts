import { fromEvent, map, merge, type Observable } from 'rxjs'

/** A signal that asks the command to end. */
export type EndSignal = 'SIGHUP' | 'SIGINT' | 'SIGTERM'

const endSignals: readonly EndSignal[] = ['SIGHUP', 'SIGINT', 'SIGTERM']

/** Signals that ask the command to end; while somebody listens, they do not end it by themselves. */
export const signals$: Observable<EndSignal> = merge(
  ...endSignals.map((signal) => fromEvent(process, signal).pipe(map(() => signal))),
)
