import type { WriteStream } from 'node:tty'
import { fit } from '../board/span.js'
import { ansi } from './ansi.js'
import { printable } from './printable.js'

/** A line of progress: it replaces the one before it, and nothing of it stays. */
export interface PassingLine {
  readonly show: (text: string) => void
  readonly erase: () => void
}

/** A line of progress at the cursor of a terminal. */
export const passingLine = (stream: WriteStream): PassingLine => {
  let shown = ''
  const show = (text: string): void => {
    // In the last column a terminal may begin a new line, which could not be erased.
    const line = fit(printable(text), Math.max(0, (stream.columns || 80) - 1))
    if (line === shown) return
    shown = line
    stream.write(`\r${line}${ansi.clearLine}`)
  }
  return {
    show,
    erase: () => {
      if (shown !== '') show('')
    },
  }
}
