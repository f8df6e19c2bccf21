import { EMPTY, filter, finalize, ignoreElements, map, merge, type Observable, switchMap, tap } from 'rxjs'
import type { Io } from '../io.js'
import { done, type Ending } from '../play/ending.js'
import { ctrlC, keysOf } from './keys.js'
import { isTerminal } from './output.js'
import { sizeOf, takeScreen, type Size } from './screen.js'

/**
 * Fills the terminal with what comes, while subscribed to. Emits when `q` is pressed.
 *
 * @param lines$ - the lines to show, for a size of the terminal
 */
export const livePage = (
  lines$: (size: Size) => Observable<readonly string[]>,
  { stdin, stdout, env }: Io,
): Observable<Ending> => {
  const screen = takeScreen(stdout)
  const pressed$ = isTerminal(stdin, env) ? keysOf(stdin) : EMPTY
  const shown$ = sizeOf(stdout).pipe(
    tap(() => {
      screen.forget()
    }),
    switchMap((size) =>
      lines$(size).pipe(
        tap((lines) => {
          screen.show(lines.slice(0, size.rows))
        }),
      ),
    ),
    ignoreElements(),
  )
  const quit$ = pressed$.pipe(
    filter((key) => key === 'q' || key === ctrlC),
    map(() => done),
  )
  return merge(quit$, shown$).pipe(
    finalize(() => {
      screen.leave()
    }),
  )
}
