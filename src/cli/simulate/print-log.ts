import { ignoreElements, map, tap, type Observable } from 'rxjs'
import type { LogLine } from '../../simulator/index.js'
import type { Io } from '../io.js'
import { printableJson } from '../terminal/printable.js'
import { humanLines } from './human-line.js'

/** Prints the log of a server while subscribed to. Times count from the moment at which it listens. */
export const printLog = (
  log$: Observable<LogLine>,
  json: boolean,
  { stdout }: Pick<Io, 'stdout'>,
): Observable<never> => {
  let start: number | undefined
  return log$.pipe(
    map((line) => ({ ...line, t: line.t - (start ??= line.t) })),
    tap((line) => {
      if (!stdout.writable) return
      for (const text of json ? [printableJson(line)] : humanLines(line)) stdout.write(`${text}\n`)
    }),
    ignoreElements(),
  )
}
