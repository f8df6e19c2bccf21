import { describe, expect, it } from 'vitest'
import type { BookEntry } from '../../../src/operators/book/book.js'
import { ladder } from '../../../src/operators/book/ladder.js'

const entry = (key: string, size: number): BookEntry => ({
  key,
  id: key,
  side: 'bid',
  price: 1,
  size,
  fields: {},
})

describe('a ladder', () => {
  it('takes for changed what was emptied and filled as it was, whatever happened in between', () => {
    const side = ladder('bid', Infinity)
    side.set('a', entry('a', 1))
    const first = side.show([])
    side.set('a', entry('a', 2))
    side.clear()
    side.set('a', entry('a', 1))
    const changed: BookEntry['key'][] = []
    expect(side.show(changed)).toBe(first)
    expect(changed).toEqual([])
  })

  it('names nothing that came and went', () => {
    const side = ladder('bid', Infinity)
    const first = side.show([])
    side.set('a', entry('a', 1))
    side.set('a', undefined)
    side.set('b', undefined)
    const changed: BookEntry['key'][] = []
    expect(side.show(changed)).toBe(first)
    expect(changed).toEqual([])
  })
})
