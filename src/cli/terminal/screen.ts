import type { WriteStream } from 'node:tty'
import { fromEvent, type Observable, map, startWith } from 'rxjs'
import { ansi } from './ansi.js'
import { paint } from './paint.js'

/** Size of a terminal in characters. */
export interface Size {
  readonly columns: number
  readonly rows: number
}

/** The size of a terminal, now and after each change. */
export const sizeOf = (stdout: WriteStream): Observable<Size> =>
  fromEvent(stdout, 'resize').pipe(
    startWith(undefined),
    map(() => ({ columns: stdout.columns || 80, rows: stdout.rows || 24 })),
  )

/** A terminal's second screen, taken over as a whole. */
export interface Screen {
  /** Shows these lines, and nothing else. */
  show(lines: readonly string[]): void
  /** Forgets what is on the screen, so that all of it is written anew. */
  forget(): void
  /** Gives the first screen and the cursor back. May be called more than once. */
  leave(): void
}

/** Takes the screen over. It is given back when the process ends, in whatever way it can still notice. */
export const takeScreen = (stdout: WriteStream): Screen => {
  let shown: readonly string[] | undefined
  let taken = true
  const leave = (): void => {
    if (!taken) return
    taken = false
    process.off('exit', leave)
    process.off('uncaughtExceptionMonitor', leave)
    stdout.write(`${ansi.reset}${ansi.showCursor}${ansi.leaveScreen}`)
  }
  process.on('exit', leave)
  // Runs before the error is printed, which would vanish with the second screen.
  process.on('uncaughtExceptionMonitor', leave)
  stdout.write(`${ansi.enterScreen}${ansi.hideCursor}`)
  return {
    show: (lines) => {
      if (!taken) return
      const text = paint(shown, lines)
      shown = lines
      if (text !== '') stdout.write(text)
    },
    forget: () => {
      shown = undefined
    },
    leave,
  }
}
