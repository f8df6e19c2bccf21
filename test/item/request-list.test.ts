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
    expect(list.has(all[0] as ItemStream)).toBe(false)
    expect(list.has(all[2] as ItemStream)).toBe(true)
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
    expect(list.first(Infinity).length).toBeLessThan(2_000)
    expect(new Set(list.first(Infinity))).toEqual(new Set([one, other]))
    expect(list.size).toBe(2)
  })
})
