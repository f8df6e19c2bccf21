import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { KeptFields } from '../../src/content/kept-fields.js'
import { mergeFields, setField } from '../../src/content/merge-field.js'
import type { FieldValue, Fields } from '../../src/wire/fields.js'

/** Names that any object has are names of fields like others; few in all, so that changes meet. */
const names = fc.constantFrom('BID', 'ASK', 'ROW64_1', '__proto__', 'toString', 'constructor')

const values = fc.oneof(
  fc.integer(),
  fc.constant(null),
  fc.string({ maxLength: 8 }),
  fc.constantFrom('\u001b[3`XY', 'AB\u001b[2bC', '\u001b'),
)

const fieldsOf = (pairs: readonly (readonly [string, FieldValue])[]): Fields => {
  const fields: Record<string, FieldValue> = {}
  for (const [name, value] of pairs) setField(fields, name, value)
  return fields
}

const changes = fc.array(fc.tuple(names, values), { maxLength: 5 }).map(fieldsOf)
/** Often the same names again and again, as updates have them. */
const runs = fc
  .tuple(fc.uniqueArray(names, { maxLength: 4 }), fc.array(fc.array(values, { minLength: 4, maxLength: 4 })))
  .map(([own, rows]) => rows.map((row) => fieldsOf(own.map((name, index) => [name, row[index] ?? null]))))

const entries = (fields: Fields): unknown[] =>
  Object.keys(fields)
    .sort()
    .map((name): unknown[] => [name, Object.getOwnPropertyDescriptor(fields, name)?.value])

describe('kept fields', () => {
  it('are what all changes merged in turn come to, however often they are looked at', () => {
    fc.assert(
      fc.property(
        changes,
        fc.array(
          fc.oneof(
            changes.map((one) => [one]),
            runs,
          ),
        ),
        fc.func(fc.boolean()),
        fc.func(fc.boolean()),
        (first, rest, looks, atOnce) => {
          const kept = new KeptFields(first)
          const merged: Record<string, FieldValue> = {}
          mergeFields(merged, first)
          for (const change of rest.flat()) {
            if (atOnce(change)) kept.mergeNow(change)
            else kept.merge(change)
            mergeFields(merged, change)
            if (looks(change)) expect(entries(kept.copy())).toEqual(entries(merged))
          }
          expect(entries(kept.copy())).toEqual(entries(merged))
          expect(entries(kept.copy())).toEqual(entries(merged))
        },
      ),
    )
  })

  it('neither change what they were given nor are changed by what they gave', () => {
    const [first, second] = [Object.freeze({ BID: 1, ASK: 2 }), Object.freeze({ BID: 3 })]
    const kept = new KeptFields(first)
    kept.merge(second)
    const copy = kept.copy()
    kept.merge({ BID: 4 })
    expect(copy).toEqual({ BID: 3, ASK: 2 })
    expect(kept.copy()).toEqual({ BID: 4, ASK: 2 })
  })
})
