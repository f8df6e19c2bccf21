import { EventEmitter } from 'node:events'
import type { ReadStream } from 'node:tty'
import { describe, expect, it } from 'vitest'
import { drawRows } from '../../src/cli/board/draw-rows.js'
import { emptyRow } from '../../src/cli/board/row.js'
import { scroll, type Scrolled } from '../../src/cli/board/scroll.js'
import { keysOf } from '../../src/cli/terminal/keys.js'
import { observe } from '../support/observe.js'

describe('scrolling', () => {
  const at = (from: number): Scrolled => ({ from, count: 25, page: 10 })

  it.each([
    ['down', 0, 1],
    ['up', 5, 4],
    ['page down', 2, 12],
    ['page up', 12, 2],
    ['end', 0, 15],
    ['home', 9, 0],
    ['x', 3, 3],
    ['toString', 3, 3],
  ])('by %s goes elsewhere', (key, from, to) => {
    expect(scroll(key, at(from))).toBe(to)
  })

  it('leaves the items, or stays below them when there is more room', () => {
    expect(scroll('page down', at(12))).toBe(15)
    expect(scroll('up', at(0))).toBe(0)
    expect(scroll('end', { from: 0, count: 3, page: 10 })).toBe(0)
    expect(scroll('resize', { from: 15, count: 25, page: 20 })).toBe(5)
  })
})

describe('the table of items', () => {
  const lines = (count: number, from: number): readonly string[] =>
    drawRows({
      rows: Array.from({ length: count }, (_, index) => emptyRow(`I${index}`)).slice(from),
      ...{ fields: undefined, now: 0, width: 80, height: 6, from },
    }).map((line) => line.map(({ text }) => text).join(''))

  it.each([
    [20, 0, 4, /^ … and 16 more {3}/],
    [20, 3, 4, /^ … and 13 more, 3 above {3}/],
    [20, 16, 4, /^ 16 above {3}/],
    [5, 0, 4, /^ I4 /],
  ])('of %i items, %i of them above, does not tell of the others', (count, from, shown, last) => {
    const [, ...rows] = lines(count, from)
    expect(rows).toHaveLength(5)
    expect(rows[0]).toMatch(new RegExp(`^ I${from} `))
    expect(rows[shown - 1]).toMatch(new RegExp(`^ I${from + shown - 1} `))
    expect(rows.at(-1)).toMatch(last)
  })
})

describe('keys', () => {
  it('without a character are taken for letters, or lost when several come at once', () => {
    const stdin = Object.assign(new EventEmitter(), {
      setRawMode: () => undefined,
      resume: () => undefined,
      pause: () => undefined,
    })
    const seen = observe(keysOf(stdin as unknown as ReadStream))
    for (const typed of [
      '\u001b[6~\u001b[B',
      '\u001bOA',
      'dq',
      '\u001b[24~',
      '\u001b[1;5D',
      '\u001b',
      'ü\u0003',
    ])
      stdin.emit('data', Buffer.from(typed))
    seen.subscription.unsubscribe()
    expect(seen.values).toEqual(['page down', 'down', 'up', 'd', 'q', 'ü', '\u0003'])
  })
})
