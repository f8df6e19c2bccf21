import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kindRegister } from '../../src/item/asking/item-kind.js'
import { RequestList } from '../../src/item/requests/request-list.js'
import { ItemStream } from '../../src/item/stream/item-stream.js'

const kind = kindRegister()({})
const streams = (count: number): ItemStream[] =>
  Array.from({ length: count }, (_, index) => new ItemStream(`ITEM${index}`, kind))

const filled = (members: readonly ItemStream[], onLeft?: (list: RequestList) => void): RequestList => {
  const list = new RequestList(onLeft)
  for (const stream of members) list.add(stream)
  return list
}

describe('a list of requests', () => {
  it('gives those who came first, and keeps them', () => {
    const all = streams(5)
    const list = filled(all)
    expect(list.first(3)).toEqual(all.slice(0, 3))
    expect(list.first(0)).toEqual([])
    expect(list.first(-1)).toEqual([])
    expect(list.first(Infinity)).toEqual(all)
    expect(list.size).toBe(5)
  })

  it('has everyone once', () => {
    const [one] = streams(1) as [ItemStream]
    const list = filled([one, one])
    expect(list.size).toBe(1)
    expect(list.first(Infinity)).toEqual([one])
    expect(list.delete(one)).toBe(true)
    expect(list.delete(one)).toBe(false)
    expect(list.size).toBe(0)
  })

  it('skips those who have left, wherever they stood', () => {
    const all = streams(6)
    const list = filled(all)
    for (const index of [0, 1, 3]) list.delete(all[index] as ItemStream)
    expect(list.first(2)).toEqual([all[2], all[4]])
    expect(list.size).toBe(3)
    expect(all.map(({ requests }) => requests === list)).toEqual([false, false, true, false, true, true])
  })

  it('takes an item out of the list in which it was', () => {
    const [one, other] = streams(2) as [ItemStream, ItemStream]
    const left: number[] = []
    const before = filled([one, other], ({ size }) => left.push(size))
    const after = filled([one])
    expect(left).toEqual([1])
    expect(before.first(Infinity)).toEqual([other])
    expect(after.first(Infinity)).toEqual([one])
    expect(before.delete(one)).toBe(false)
  })

  it('empties itself', () => {
    const all = streams(3)
    let left = 0
    const list = filled(all, () => (left += 1))
    list.clear()
    expect(left).toBe(3)
    expect(list.size).toBe(0)
    expect(all.every(({ requests }) => requests === undefined)).toBe(true)
  })

  it('does not grow when the same come and go', () => {
    const [one, other] = streams(2) as [ItemStream, ItemStream]
    const list = filled([one, other])
    for (let round = 0; round < 10_000; round++) {
      list.delete(other)
      list.add(other)
    }
    expect(list.first(Infinity)).toEqual([one, other])
    expect(list.size).toBe(2)
  })

  it('puts who comes back behind those who have waited meanwhile', () => {
    const [one, other, third] = streams(3) as [ItemStream, ItemStream, ItemStream]
    const list = filled([one, other, third])
    list.delete(one)
    list.add(one)
    expect(list.first(Infinity)).toEqual([other, third, one])
    list.delete(third)
    list.add(third)
    expect(list.first(Infinity)).toEqual([other, one, third])
    expect(list.first(1)).toEqual([other])
  })

  it('is as good as a set that goes by order of arrival (any sequence)', () => {
    const coming = fc.record({ index: fc.nat(7), list: fc.nat(1), come: fc.boolean() })
    fc.assert(
      fc.property(fc.array(coming, { maxLength: 4_000, size: 'max' }), (steps) => {
        const all = streams(8)
        const left = [0, 0]
        const lists = left.map((_, at) => new RequestList(() => (left[at] = (left[at] ?? 0) + 1)))
        const sets = left.map(() => new Set<ItemStream>())
        const gone = [0, 0]
        const takeOut = (stream: ItemStream, at: number): boolean => {
          const wasIn = sets[at]?.delete(stream) === true
          if (wasIn) gone[at] = (gone[at] ?? 0) + 1
          return wasIn
        }
        for (const { index, list: at, come } of steps) {
          const [stream, list] = [all[index] as ItemStream, lists[at] as RequestList]
          if (come && stream.requests !== list) {
            takeOut(stream, 1 - at)
            sets[at]?.add(stream)
          }
          if (come) list.add(stream)
          else expect(list.delete(stream)).toBe(takeOut(stream, at))
          expect(list.first(3)).toEqual([...(sets[at] ?? [])].slice(0, 3))
        }
        expect(left).toEqual(gone)
        lists.forEach((list, at) => {
          expect(list.first(Infinity)).toEqual([...(sets[at] ?? [])])
          expect(list.size).toBe(sets[at]?.size)
        })
      }),
      { numRuns: 30 },
    )
  })
})
