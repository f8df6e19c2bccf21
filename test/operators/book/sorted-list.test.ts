import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sortedList } from '../../../src/operators/book/sorted-list.js'

const same = (element: number): number => element

describe('a sorted list', () => {
  it('is not in order, or loses or keeps what it must not, however many come and go', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer(), { minLength: 300, maxLength: 700 }),
        fc.array(fc.boolean(), { minLength: 700, maxLength: 700 }),
        fc.nat(500),
        (elements, choices, count) => {
          const list = sortedList<number>((one, other) => (one === other ? 0 : one < other ? -1 : 1))
          for (const element of elements) list.add(element)
          const left = elements.filter((element, index) => {
            const stays = choices[index] === true
            if (!stays) list.remove(element)
            return stays
          })
          left.sort((one, other) => one - other)
          expect(list.first(Infinity, same)).toEqual(left)
          expect(list.first(count, same)).toEqual(left.slice(0, count))
          expect(left.map((element) => list.indexOf(element))).toEqual(left.map((_, index) => index))
          for (const element of left) list.remove(element)
          expect(list.first(Infinity, same)).toEqual([])
          list.add(7)
          expect(list.first(Infinity, same)).toEqual([7])
        },
      ),
      { numRuns: 30 },
    )
  })

  it('takes out what is not in', () => {
    const list = sortedList<number>((one, other) => one - other)
    list.remove(1)
    list.add(2)
    list.remove(1)
    list.remove(3)
    expect(list.first(5, String)).toEqual(['2'])
    list.clear()
    expect(list.first(5, String)).toEqual([])
  })
})
