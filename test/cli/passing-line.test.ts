import type { WriteStream } from 'node:tty'
import { describe, expect, it } from 'vitest'
import { passingLine } from '../../src/cli/terminal/passing-line.js'

const clear = '\u001b[K'

const terminal = (columns: number) => {
  const written: string[] = []
  const stream = { columns, write: (text: string) => written.push(text) }
  return { written, line: passingLine(stream as unknown as WriteStream) }
}

describe('a line of progress', () => {
  it('leaves the end of the one before it, or is written again although nothing changed', () => {
    const { written, line } = terminal(80)
    line.show('ten of ten')
    line.show('ten of ten')
    line.show('one')
    expect(written).toEqual([`\rten of ten${clear}`, `\rone${clear}`])
  })

  it('stays when it is erased, or is erased although there is none', () => {
    const { written, line } = terminal(80)
    line.erase()
    line.show('one')
    line.erase()
    line.erase()
    expect(written).toEqual([`\rone${clear}`, `\r${clear}`])
  })

  it('goes on in the next line, where nothing erases it', () => {
    const { written, line } = terminal(10)
    line.show('0123456789')
    line.show('日本電信電話')
    expect(written).toEqual([`\r01234567…${clear}`, `\r日本電信…${clear}`])
  })

  it('commands the terminal', () => {
    const { written, line } = terminal(80)
    line.show('a\n\u001b[31mb')
    expect(written.join('').slice(1, -clear.length)).not.toMatch(/\p{Cc}/u)
  })
})
