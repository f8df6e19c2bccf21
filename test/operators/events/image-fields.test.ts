import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergedValue, setField } from '../../../src/content/merge-field.js'
import { ImageFields } from '../../../src/operators/events/image-fields.js'
import type { FieldValue, Fields } from '../../../src/wire/fields.js'

const names = fc.constantFrom('BID', 'ASK', 'ROW64_1', '__proto__', 'toString', 'valueOf')
const values = fc.oneof(fc.integer({ max: 3 }), fc.constant(null), fc.constantFrom('A', 'BCD', '\u001b[3`XY'))

const fieldsOf = (pairs: readonly (readonly [string, FieldValue])[]): Fields => {
  const fields: Record<string, FieldValue> = {}
  for (const [name, value] of pairs) setField(fields, name, value)
  return fields
}

const changes = fc.array(fc.tuple(names, values), { maxLength: 5 }).map(fieldsOf)

const mapOf = (fields: Fields): Map<string, unknown> =>
  new Map(Object.keys(fields).map((name) => [name, Object.getOwnPropertyDescriptor(fields, name)?.value]))

describe('the fields of an image', () => {
  it.each([true, false])('are those before with the changes on top; pages: %s', (pages) => {
    fc.assert(
      fc.property(changes, fc.array(changes), (first, rest) => {
        const image = new ImageFields(first)
        for (const change of rest) {
          const before = mapOf(image.present)
          const expected = new Map(before)
          for (const [name, value] of mapOf(change)) {
            const old = before.get(name) as FieldValue | undefined
            expected.set(name, pages ? mergedValue(old, value as FieldValue) : value)
          }
          const held = image.present
          const changed = image.update(change, pages)
          expect(mapOf(image.present)).toEqual(expected)
          expect(mapOf(held)).toEqual(before)
          const differing = [...expected.keys()].filter((name) => before.get(name) !== expected.get(name))
          expect([...changed].sort()).toEqual(differing.sort())
        }
      }),
    )
  })
})
