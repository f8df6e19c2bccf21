import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kindRegister } from '../../src/item/asking/item-kind.js'
import { ItemStream } from '../../src/item/stream/item-stream.js'
import { StreamTable } from '../../src/item/stream/stream-table.js'

const kind = kindRegister()({})
const stream = (): ItemStream => new ItemStream('EUR=', kind)

describe('the streams of a connection', () => {
  it('are found as in a map', () => {
    const id = fc.oneof(
      fc.integer({ min: -3, max: 3_000 }),
      fc.integer({ min: 2 ** 31 - 3, max: 2 ** 31 - 1 }),
    )
    const step = fc.record({ id, put: fc.boolean() })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const table = new StreamTable()
        const model = new Map<number, ItemStream>()
        for (const { id: one, put } of steps) {
          if (put) {
            const added = stream()
            table.set(one, added)
            model.set(one, added)
          } else {
            table.delete(one)
            model.delete(one)
          }
        }
        for (const { id: one } of steps) expect(table.get(one)).toBe(model.get(one))
      }),
    )
  })

  it('are not found by numbers that are no ids', () => {
    const table = new StreamTable()
    table.set(5, stream())
    for (const id of [2 ** 32 + 5, 5 + 2 ** 40, 5.5, -5, NaN, Infinity]) expect(table.get(id)).toBeUndefined()
  })

  it('are all forgotten at once', () => {
    const table = new StreamTable()
    for (const id of [2, 1_023, 1_024, 5_000]) table.set(id, stream())
    table.clear()
    for (const id of [2, 1_023, 1_024, 5_000]) expect(table.get(id)).toBeUndefined()
  })
})
