import { of, throwError } from 'rxjs'
import { describe, expect, it } from 'vitest'
import type { ItemEvent } from '../../src/item/item-event.js'
import type { Members } from '../../src/operators/members/members.js'
import { toMembers } from '../../src/operators/to-members.js'
import type { RefreshMessage } from '../../src/wire/messages.js'
import { add, change, mapRefresh, mapUpdate, remove, staleStatus } from '../support/item-events.js'
import { observe } from '../support/observe.js'

const lists = (...events: ItemEvent[]): Members[] => observe(of(...events).pipe(toMembers())).values
const message = (more: object): RefreshMessage => ({ ID: 2, Type: 'Refresh', ...more })
const part = (names: readonly string[], PartNumber?: number, complete = false): ItemEvent =>
  mapRefresh(names.map((name) => add(name)), { complete, message: message({ PartNumber }) }) // prettier-ignore
const told = ({ members, added, removed }: Members): unknown => [[...members.keys()].sort(), added, removed]

const ab = mapRefresh([add('A', { RANK: 1 }), add('B')])

describe('toMembers', () => {
  it('tells who is there, who came and who went', () => {
    const seen = lists(ab, mapUpdate([add('C'), remove('A')]), mapUpdate([remove('C'), add('A')]))
    expect(seen.map(told)).toEqual([
      [['A', 'B'], ['A', 'B'], []],
      [['B', 'C'], ['C'], ['A']],
      [['A', 'B'], ['A'], ['C']],
    ])
  })

  it('decodes names that are buffers, also where a later message does not say so', () => {
    const first = mapRefresh([add('Ri5O')], {}, { KeyType: 'Buffer' })
    const later = mapUpdate([add('QQ==')], {}, { KeyType: undefined as never })
    expect([...lists(first, later)[1]!.members.keys()]).toEqual(['F.N', 'A'])
  })

  it('keeps what the list says of a member: replaced, merged, and nothing of what is no member', () => {
    const seen = lists(
      ab,
      mapUpdate([change('A', { TEXT: 'x' }), change('Z', { RANK: 1 })]),
      mapUpdate([add('A', { RANK: 2 })]),
    )
    expect(seen.map(({ members }) => members.get('A'))).toEqual([
      { RANK: 1 },
      { RANK: 1, TEXT: 'x' },
      { RANK: 2 },
    ])
    expect(seen[1]?.members.has('Z')).toBe(false)
    expect(seen[1]).toMatchObject({ added: [], removed: [] })
  })

  it('merges the summary and gives the same members where it alone changes', () => {
    const [first, second] = lists(
      mapRefresh([add('A')], {}, { Summary: { Fields: { X: 1 } } }),
      mapUpdate([], {}, { Summary: { Fields: { Y: 2 } } }),
    )
    expect(second?.summary).toEqual({ X: 1, Y: 2 })
    expect(second?.members).toBe(first?.members)
  })

  it('gives the same members where nothing is different', () => {
    const seen = lists(ab, staleStatus, ab, mapUpdate([add('C'), remove('C'), remove('Z')]))
    expect(new Set(seen.map(({ members }) => members)).size).toBe(1)
    expect(seen.slice(1).flatMap(({ added, removed }) => [...added, ...removed])).toEqual([])
    expect(seen[1]).toMatchObject({ stale: staleStatus.stale, complete: true })
  })

  it('tells after an outage the true difference only', () => {
    const recovered = { awayMs: 9 }
    const seen = lists(ab, staleStatus, mapRefresh([add('B'), add('C')], { recovered }))
    expect(told(seen[2]!)).toEqual([['B', 'C'], ['C'], ['A']])
    expect(seen[2]).toMatchObject({ recovered, stale: false })
  })

  it('removes nobody before the last part of a refresh is in', () => {
    const seen = lists(ab, part(['C'], 0), mapUpdate([add('D')]), part(['B'], 1), part([], 2, true))
    expect(seen.map(told)).toEqual([
      [['A', 'B'], ['A', 'B'], []],
      [['A', 'B', 'C'], ['C'], []],
      [['A', 'B', 'C', 'D'], ['D'], []],
      [['A', 'B', 'C', 'D'], [], []],
      [['B', 'C', 'D'], [], ['A']],
    ])
    expect(seen.map(({ complete }) => complete)).toEqual([true, false, false, false, true])
  })

  it('removes between parts who is deleted, and does not update who is not named yet', () => {
    const seen = lists(
      ab,
      part([], 0),
      mapUpdate([remove('B'), change('A', { RANK: 9 })]),
      part(['A'], 1, true),
    )
    expect(seen.map(({ removed }) => removed)).toEqual([[], [], ['B'], []])
    expect(seen[2]?.members.get('A')).toEqual({ RANK: 1 })
    expect(seen[3]?.members.get('A')).toEqual({})
  })

  it('begins anew with part 0', () => {
    const seen = lists(part(['A', 'B'], 0), part(['B'], 0), part(['C'], 1, true))
    expect(told(seen[2]!)).toEqual([['B', 'C'], ['C'], ['A']])
  })

  it('lays a refresh over the list that says so', () => {
    expect(lists(ab, mapRefresh([add('C')], { message: message({ ClearCache: false }) }))[1]).toMatchObject({ added: ['C'], removed: [] }) // prettier-ignore
  })

  it('does not take over what is not to be cached', () => {
    const update = mapUpdate([remove('A')], { message: { ID: 2, Type: 'Update', DoNotCache: true } })
    expect(lists(ab, update, staleStatus).map(told)[1]).toEqual([['A', 'B'], [], []])
  })

  it('removes all when the server has taken them back', () => {
    const seen = lists(ab, part(['B'], 0), { ...staleStatus, cleared: true }, part(['C'], 1, true))
    expect(seen.slice(2).map(told)).toEqual([
      [[], [], ['A', 'B']],
      [['C'], ['C'], []],
    ])
  })

  it('removes with a last part that is not to be cached who was not named', () => {
    const end = mapRefresh([add('C')], { message: message({ DoNotCache: true }) })
    const seen = lists(ab, part(['B'], 0), end, mapUpdate([add('D')]))
    expect(seen.slice(2).map(told)).toEqual([
      [['B'], [], ['A']],
      [['B', 'D'], ['D'], []],
    ])
  })

  it('leaves alone what was emitted before, read at once or late', () => {
    const seen = lists(
      ab,
      ...Array.from({ length: 50 }, (_, index) => mapUpdate([add(`N${index}`), remove('A')])),
    )
    expect(seen[0]?.members.size).toBe(2)
    expect(seen[20]?.members.get('N19')).toEqual({})
    expect(seen[20]?.members.has('N20')).toBe(false)
    expect(Object.fromEntries(seen[0]!.members)).toEqual({ A: { RANK: 1 }, B: {} })
  })

  it('passes the end on, in both forms, and starts anew for each subscriber', () => {
    const members$ = of(ab, mapUpdate([add('C')])).pipe(toMembers())
    expect(observe(members$)).toMatchObject({ completions: 1 })
    expect(observe(members$).values[0]?.added).toEqual(['A', 'B'])
    expect(observe(throwError(() => new Error('end')).pipe(toMembers()))).toMatchObject({ errors: 1 })
  })
})
