import { asyncScheduler, ignoreElements, merge, type Observable, tap } from 'rxjs'
import type { Consumer, NamedEvent } from '../../index.js'
import type { Io } from '../io.js'
import { printableJson } from '../terminal/printable.js'
import { eventLine, itemLine, stateLine } from './json-lines.js'

/**
 * Prints everything that happens as JSON, a line each, while subscribed to.
 *
 * @param fields - the fields of items to print; `undefined` for all
 */
export const printLines = (
  consumer: Consumer,
  items$: Observable<NamedEvent>,
  fields: readonly string[] | undefined,
  { stdout }: Pick<Io, 'stdout'>,
): Observable<never> => {
  const start = asyncScheduler.now()
  const print = (line: unknown): void => {
    if (stdout.writable) stdout.write(`${printableJson(line)}\n`)
  }
  return merge(
    consumer.state$.pipe(
      tap((state) => {
        print(stateLine(state, start, asyncScheduler.now()))
      }),
    ),
    consumer.events$.pipe(
      tap((event) => {
        print(eventLine(event, start))
      }),
    ),
    // Last: what the subscription brings about is told by the two above.
    items$.pipe(
      tap((named) => {
        print(itemLine(named, start, asyncScheduler.now(), fields))
      }),
    ),
  ).pipe(ignoreElements())
}
