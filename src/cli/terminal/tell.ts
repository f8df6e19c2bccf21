import type { WriteStream } from 'node:tty'
import { lineWidth, wrap } from '../args/columns.js'
import { printable } from './printable.js'

/** Tells the user something on the error output: in one line, which only a terminal breaks, at spaces. */
export const tell = (stderr: WriteStream, text: string): void => {
  const line = printable(`omm: ${text}`)
  const lines = stderr.isTTY ? wrap(line, (stderr.columns || lineWidth + 1) - 1) : [line]
  stderr.write(`${lines.join('\n')}\n`)
}
