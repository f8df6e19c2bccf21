import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Chain } from '../../../src/operators/chain/chain.js'
import { orderChange } from '../../../src/operators/chain/order-change.js'

const membersOf = (names: readonly string[]): Chain['members'] =>
  new Map(names.map((name, position) => [name, { position, record: '0#X' }]))
const names = fc.uniqueArray(fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'))

/** The longest common subsequence, by trying everything. */
const longest = (one: readonly string[], other: readonly string[]): number => {
  const [first, ...rest] = one
  if (first === undefined) return 0
  const at = other.indexOf(first)
  return Math.max(longest(rest, other), at < 0 ? 0 : 1 + longest(rest, other.slice(at + 1)))
}

it('more is called moved than had to move, or less', () => {
  fc.assert(
    fc.property(names, names, (before, after) => {
      const { added, removed, moved } = orderChange(membersOf(before), membersOf(after))
      expect(added).toEqual(after.filter((name) => !before.includes(name)))
      expect(removed).toEqual(before.filter((name) => !after.includes(name)))
      const still = (all: readonly string[]) =>
        all.filter((name) => ![...added, ...removed, ...moved].includes(name))
      expect(still(after)).toEqual(still(before))
      expect(after.length - added.length - moved.length).toBe(longest(before, after))
    }),
  )
})
