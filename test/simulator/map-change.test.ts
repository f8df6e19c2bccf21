import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EntryChange, MapChange } from '../../src/simulator/market/content.js'
import { applyEntry, mergeChanges } from '../../src/simulator/market/map-change.js'

const fields = fc
  .dictionary(fc.constantFrom('A', 'B', '__proto__'), fc.constantFrom('1', '2', 'null'))
  .map((one) => new Map(Object.entries(one)))

const entry: fc.Arbitrary<EntryChange> = fc.oneof(
  fc.record({
    action: fc.constantFrom('Add' as const, 'Update' as const),
    key: fc.constantFrom('"a"', '"b"'),
    fields,
  }),
  fc.record({ action: fc.constant('Delete' as const), key: fc.constantFrom('"a"', '"b"') }),
)

const change: fc.Arbitrary<MapChange> = fc.oneof(
  fc.record({ entries: fc.array(entry, { maxLength: 4 }), summary: fields }),
  fc.record({ entries: fc.array(entry, { maxLength: 4 }) }),
)

const play = (changes: readonly MapChange[]) => {
  const entries = new Map([['"a"', new Map([['A', '0']])]])
  const summary = new Map<string, string>()
  for (const one of changes) {
    for (const [name, value] of one.summary ?? []) summary.set(name, value)
    for (const each of one.entries) applyEntry(entries, each)
  }
  return { entries, summary }
}

describe('changes that are merged for a slow client', () => {
  it('come to the same as one after the other, unless an update speaks of an entry that there is not', () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
        // The market never updates what is not there; so such updates are left out.
        const present = new Set(['"a"'])
        const sound = changes.map((one) => ({
          ...one,
          entries: one.entries.filter(({ action, key }) => {
            if (action === 'Update') return present.has(key)
            if (action === 'Add') present.add(key)
            else present.delete(key)
            return true
          }),
        }))
        let merged: MapChange | undefined
        for (const one of sound) merged = mergeChanges(merged, one)
        expect(play([merged!])).toEqual(play(sound))
      }),
    )
  })
})
