import { createWriteStream, type WriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { once } from 'node:events'
import { Subject, type Observable } from 'rxjs'
import type { RecordedLine } from '../../simulator/index.js'
import { exitCodes } from '../exit-codes.js'
import { Fault } from '../fault.js'
import { fileTrouble } from '../file-trouble.js'
import type { Io } from '../io.js'
import { printable, printableJson } from '../terminal/printable.js'

/** Where a recording is written. */
export interface Tape {
  /** Writes a line of a connection. */
  readonly write: (line: RecordedLine, connection: number) => void
  /** Emits when no more can be taken: the output holds one connection, and that is over. Errors with a `Fault`. */
  readonly full$: Observable<void>
  /** How many lines there are by now. */
  readonly lines: () => number
  /** Resolves when everything is written, with the files and the numbers of their lines. */
  readonly close: () => Promise<ReadonlyMap<string, number>>
}

const cannotWrite = (path: string, error: unknown): Fault => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
  return new Fault(printable(`${path}: the file cannot be written (${fileTrouble(code)})`), exitCodes.failed)
}

/** Path of the file of a connection: a number stands before the ending, from the second connection on. */
export const pathOf = (path: string, connection: number): string =>
  connection === 1 ? path : path.replace(/(?<!^|[/\\])(\.[^./\\]*)?$/, `-${connection}$1`)

/** A tape on the output: one connection. */
export const outputTape = ({ stdout }: Pick<Io, 'stdout'>): Tape => {
  const full$ = new Subject<void>()
  let lines = 0
  return {
    write: (line, connection) => {
      if (connection > 1 || !stdout.writable) return
      lines++
      stdout.write(`${printableJson(line)}\n`)
      if ('close' in line && line.from === 'server') full$.next()
    },
    full$,
    lines: () => lines,
    close: () => Promise.resolve(new Map()),
  }
}

/**
 * A tape on files, one for each connection. The first is there at once, so that a wrong path is told before anything
 * is recorded.
 *
 * @throws {@link Fault} when the file cannot be opened
 */
export const fileTape = async (path: string): Promise<Tape> => {
  const full$ = new Subject<void>()
  const files = new Map<number, { readonly path: string; readonly stream: WriteStream; lines: number }>()
  const open = (connection: number) => {
    const file = pathOf(path, connection)
    const opened = { path: file, stream: createWriteStream(file), lines: 0 }
    opened.stream.on('error', (error) => {
      full$.error(cannotWrite(file, error))
    })
    files.set(connection, opened)
    return opened
  }
  try {
    await once(open(1).stream, 'open')
  } catch (error) {
    throw cannotWrite(path, error)
  }
  return {
    write: (line, connection) => {
      const file = files.get(connection) ?? open(connection)
      if (!file.stream.writable) return
      file.lines++
      file.stream.write(`${JSON.stringify(line)}\n`)
      if ('close' in line) file.stream.end()
    },
    full$,
    lines: () => [...files.values()].reduce((sum, file) => sum + file.lines, 0),
    close: async () => {
      for (const { stream } of files.values()) {
        if (stream.writable) stream.end()
        // What went wrong has been told by `full$`.
        await finished(stream).catch(() => undefined)
      }
      return new Map([...files.values()].map((file) => [file.path, file.lines]))
    },
  }
}
