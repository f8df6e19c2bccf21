import type { WriteStream } from 'node:tty'
import { fromEvent, map, merge, type Observable } from 'rxjs'
import { exitCodes } from '../exit-codes.js'
import { Fault } from '../fault.js'
import { fileTrouble } from '../file-trouble.js'

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined

/**
 * Emits when nobody reads the output any more, as after `| head`.
 *
 * Errors with a {@link Fault} when it cannot be written for another reason, such as a full disk.
 */
export const readerGone = (stdout: WriteStream): Observable<void> =>
  merge(fromEvent(stdout, 'error'), fromEvent(stdout, 'close').pipe(map(() => ({ code: 'EPIPE' })))).pipe(
    map((error) => {
      const code = codeOf(error)
      if (code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED') return
      throw new Fault(`the output cannot be written (${fileTrouble(String(code))})`, exitCodes.failed)
    }),
  )

/** True where a board can be drawn and keys can be read. */
export const isTerminal = (
  stream: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>>,
): boolean => stream.isTTY === true && env['TERM'] !== 'dumb'
