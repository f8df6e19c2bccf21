import { describe, expect, it } from 'vitest'
import type { ItemOptions } from '../../src/item/asking/item-request.js'
import { kindRegister } from '../../src/item/asking/item-kind.js'
import { wishRegister } from '../../src/item/asking/wish.js'
import { termsRegister } from '../../src/item/stream/terms.js'
import { viewRegister } from '../../src/item/stream/view.js'

const differing: readonly ItemOptions[] = [
  {},
  { service: 'S' },
  { service: 7 },
  { domain: 'MarketByPrice' },
  { nameType: 'Symbol' },
  { snapshot: true },
  { private: true },
  { qos: { timeliness: 'Realtime', rate: 'TickByTick' } },
  { qos: { timeliness: 'Delayed', rate: 'TickByTick' } },
  { key: { filter: 1 } },
  { key: { filter: 2 } },
]

/** Each after each other one, and after itself. */
const eachAfterEach = <Given>(list: readonly Given[], make: (given: Given) => object): void => {
  const made = list.map(make)
  expect(new Set(made).size).toBe(list.length)
  for (const one of list.keys()) {
    for (const other of list.keys()) {
      expect(make(list[one] as Given)).toBe(made[one])
      expect(make(list[other] as Given)).toBe(made[other])
    }
  }
}

describe('what requests have in common', () => {
  it('is one object for each kind, whatever was asked for before', () => {
    const kindOf = kindRegister()
    eachAfterEach(differing, kindOf)
    expect(kindOf({ domain: 6 })).toBe(kindOf({}))
  })

  it('is one object for each wish, and a new one after all have left', () => {
    const views = viewRegister()
    const wishes = wishRegister(views.intern)
    const list: readonly ItemOptions[] = [
      {},
      { cache: false },
      { integers: 'exact' },
      { cache: false, integers: 'exact' },
      { view: ['BID'] },
      { view: ['ASK'] },
      { priority: { class: 1, count: 1 } },
      { priority: { class: 2, count: 1 } },
    ]
    eachAfterEach(list, wishes.of)
    const before = wishes.of({})
    wishes.clear()
    expect(wishes.of({})).not.toBe(before)
    expect(wishes.of({})).toEqual(before)
  })

  it('is one object for equal terms', () => {
    const views = viewRegister()
    const { intern } = termsRegister(views.intern)
    const list = [
      { view: undefined, priority: undefined, paused: false },
      { view: undefined, priority: undefined, paused: true },
      { view: undefined, priority: undefined, paused: undefined },
      { view: undefined, priority: { class: 2, count: 1 }, paused: false },
      { view: ['BID'], priority: undefined, paused: false },
    ]
    eachAfterEach(list, (terms) => intern({ ...terms }))
  })
})
