import { EMPTY, finalize, ignoreElements, merge, type Observable, switchMap, tap } from 'rxjs'
import type { Io } from '../io.js'
import type { Ending } from '../play/ending.js'
import { quitBy } from '../play/quit.js'
import { keysOf } from './keys.js'
import { isTerminal } from './output.js'
import { sizeOf, takeScreen, type Size } from './screen.js'

/**
 * Fills the terminal with what comes, while subscribed to. Emits when `q` or Ctrl-C is pressed.
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
  return merge(quitBy(pressed$), shown$).pipe(
    finalize(() => {
      screen.leave()
    }),
  )
}
