import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MemberMap, type MemberChanges } from '../../../src/operators/members/member-map.js'
import type { Fields } from '../../../src/wire/fields.js'

const changes: fc.Arbitrary<MemberChanges> = fc
  .array(
    fc.tuple(
      fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F', '__proto__'),
      fc.option(fc.nat(9), { nil: undefined }),
    ),
    { maxLength: 3 },
  ) // prettier-ignore
  .map((list) => new Map(list.map(([name, rank]) => [name, rank === undefined ? undefined : { rank }])))

const read = ['get', 'size', 'walk', 'forEach', 'nothing'] as const
const step = fc.record({ changes, read: fc.constantFrom(...read), of: fc.nat() })

const sorted = (entries: Iterable<readonly [string, Fields]>): unknown =>
  [...entries].sort(([one], [other]) => (one < other ? -1 : 1))

describe('versions of members', () => {
  it('change, whichever is read whenever', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const versions = [MemberMap.empty()]
        const naive = [new Map<string, Fields>()]
        for (const { changes: made, read: how, of } of steps) {
          versions.push(versions.at(-1)!.with(made))
          const next = new Map(naive.at(-1))
          for (const [name, fields] of made) {
            if (fields === undefined) next.delete(name)
            else next.set(name, fields)
          }
          naive.push(next)
          const index = of % versions.length
          const [version, expected] = [versions[index]!, naive[index]!]
          if (how === 'get') {
            expect(version.get('A')).toEqual(expected.get('A'))
            expect(version.has('__proto__')).toBe(expected.has('__proto__'))
          } else if (how === 'size') {
            expect(version.size).toBe(expected.size)
          } else if (how === 'walk') {
            expect(sorted(version)).toEqual(sorted(expected))
          } else if (how === 'forEach') {
            const walked: [string, Fields][] = []
            version.forEach((fields, name, map) => {
              expect(map).toBe(version)
              walked.push([name, fields])
            })
            expect(sorted(walked)).toEqual(sorted(expected))
          }
        }
        versions.forEach((version, index) => {
          expect(sorted(version.entries())).toEqual(sorted(naive[index]!))
          expect([...version.keys()].length).toBe(version.size)
          expect([...version.values()].length).toBe(version.size)
          expect(version.follows(versions[index - 1] ?? new Map())).toBe(index > 0)
          expect(version.follows(version)).toBe(false)
        })
      }),
    )
  })

  it('change under who walks through one', () => {
    const first = MemberMap.empty().with(new Map([['A', {}], ['B', {}]])) // prettier-ignore
    const walk = first.keys()
    expect(walk.next().value).toBe('A')
    first.with(new Map([['B', undefined], ['C', {}]])) // prettier-ignore
    expect([...walk]).toEqual(['B'])
  })

  it('cannot be told from those of another list', () => {
    const one = MemberMap.empty().with(new Map([['A', {}]]))
    expect(one.follows(MemberMap.empty())).toBe(false)
  })

  it('keep alive all there is to undo for one that nobody reads', () => {
    let newest = MemberMap.empty().with(new Map([['A', {}], ['B', {}]])) // prettier-ignore
    const held = newest
    for (let index = 0; index < 100; index++) newest = newest.with(new Map([['A', { index }]]))
    let kept = 0
    type Inside = { step?: { newer: Inside } }
    for (let inside = held as unknown as Inside; inside.step; inside = inside.step.newer) kept += 1
    expect(kept).toBeLessThan(4)
  })
})
