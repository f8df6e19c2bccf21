import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contentCache } from '../../src/content/content-cache.js'
import { type Container, containerNames, type MapEntry } from '../../src/wire/containers.js'
import { anyContent } from './any-content.js'
import { canonical, deepFreeze } from './canonical.js'
import { overlay } from './model.js'

const merged = (...changes: readonly Container[]): Container => {
  const cache = contentCache(containerNames.find((name) => changes[0]?.[name] !== undefined) ?? 'Fields')
  for (const change of changes) cache.merge(change)
  return cache.render()
}

describe('what messages add up to', () => {
  it('is what the tables of the protocol say, whatever comes and however it is nested', () => {
    fc.assert(
      fc.property(anyContent, ([name, changes]) => {
        const cache = contentCache(name)
        let model: Readonly<Record<string, unknown>> = {}
        const given: [unknown, unknown][] = []
        for (const [change, looked] of changes) {
          deepFreeze(change)
          cache.merge(change)
          const next = overlay(model, change)
          if (name in next) model = next
          // Frozen, so that a later change of what was given out is an error at once.
          if (looked) given.push([deepFreeze(cache.render()), model])
        }
        for (const [rendered, expected] of [...given, [cache.render(), model] as const]) {
          if (name in (expected as object)) expect(canonical(rendered)).toEqual(canonical(expected))
        }
      }),
      { numRuns: 1_500 },
    )
  })

  it('is blank for all three notations of blank, and no blank takes anything away', () => {
    const first = { Fields: { BID: 1 } }
    for (const blank of [{ Fields: null }, { Fields: {} }, {}]) {
      expect(merged(first, blank)).toEqual(first)
      expect(merged({ Map: { KeyType: 'UInt', Entries: [] } }, blank)).toEqual({
        Map: { KeyType: 'UInt', Entries: [] },
      })
    }
    const blanks = containerNames.map((name) => contentCache(name).render())
    expect(blanks).toEqual([
      { Fields: {} },
      { Elements: {} },
      { Map: { KeyType: 'AsciiString', Entries: [] } },
      { Vector: { Entries: [] } },
      { Series: { Entries: [] } },
      { FilterList: { Entries: [] } },
      { Message: null },
      { Opaque: null },
      { Xml: null },
      { Json: null },
    ])
  })

  it('replaces a container that is a value, and merges one that is content', () => {
    expect(
      merged(
        { Fields: { CURVE: { Entries: [{ Index: 0 }] }, BID: 1 } },
        { Fields: { CURVE: { Entries: [{ Index: 5 }] } } },
      ),
    ).toEqual({ Fields: { CURVE: { Entries: [{ Index: 5 }] }, BID: 1 } })
  })

  it('takes the source directory together: filter lists of elements in a map', () => {
    const service = (Action: 'Add' | 'Update', ...filters: readonly [number, 'Set' | 'Update' | 'Clear', object?][]) => ({
      Map: {
        KeyType: 'UInt' as const,
        Entries: [
          {
            Key: 1,
            Action,
            FilterList: { Entries: filters.map(([ID, Action, content]) => ({ ID, Action, ...content })) },
          },
        ],
      },
    }) // prettier-ignore
    const seen = merged(
      service(
        'Add',
        [1, 'Set', { Elements: { Name: 'IDN' } }],
        [2, 'Set', { Elements: { ServiceState: 1, AcceptingRequests: 1 } }],
        [4, 'Set', { Elements: { OpenLimit: 5 } }],
      ),
      service('Update', [2, 'Update', { Elements: { ServiceState: 0 } }], [4, 'Clear']),
    )
    expect(seen.Map?.Entries?.[0]?.FilterList?.Entries).toEqual([
      { ID: 1, Action: 'Set', Elements: { Name: 'IDN' } },
      { ID: 2, Action: 'Set', Elements: { ServiceState: 0, AcceptingRequests: 1 } },
    ])
  })

  it('lays page fields over their texts in entries too, unless told otherwise', () => {
    const entry = (Action: 'Add' | 'Update', ROW64_1: string): Container => ({
      Map: { KeyType: 'UInt', Entries: [{ Key: 1, Action, Fields: { ROW64_1 } }] },
    })
    const row = (content: Container) => content.Map?.Entries?.[0]?.Fields?.ROW64_1
    const update = '\u001b[3`XY'
    expect(row(merged(entry('Add', '0123456789'), entry('Update', update)))).toBe('012XY56789')
    const literal = contentCache('Map', { pages: false })
    literal.merge(entry('Add', '0123456789'))
    literal.merge(entry('Update', update))
    expect(row(literal.render())).toBe(update)
  })

  it('does not run out of stack on content nested without end', () => {
    let nested: Container = { Fields: { BID: 1 } }
    for (let depth = 0; depth < 50_000; depth++) {
      nested = {
        Map: { KeyType: 'UInt', Entries: [{ Key: 1, Action: 'Add', ...nested }] },
      }
    }
    const cache = contentCache('Map')
    expect(() => {
      for (let time = 0; time < 3; time++) {
        cache.merge(nested)
        cache.render()
      }
    }).not.toThrow()
    let key: object = {}
    for (let depth = 0; depth < 50_000; depth++) key = { key }
    const strange = { Action: 'Add', Key: key } as unknown as MapEntry
    // Some engines make a text even of this key, others give up.
    expect(merged({ Map: { KeyType: 'State', Entries: [strange] } }).Map?.Entries?.length).toBeLessThan(2)
  })
})

describe('a large map', () => {
  const size = 10_000
  const first = {
    Map: {
      KeyType: 'UInt' as const,
      Entries: Array.from({ length: size }, (_, Key) => ({
        Action: 'Add' as const,
        Key,
        Fields: { SIZE: Key },
      })),
    },
  }

  it('gives out the same entries again where nothing happened to them', () => {
    const cache = contentCache('Map')
    cache.merge(first)
    const before = cache.render().Map?.Entries ?? []
    cache.merge({ Map: { KeyType: 'UInt', Entries: [{ Action: 'Update', Key: 7, Fields: { SIZE: -1 } }] } })
    const after = cache.render().Map?.Entries ?? []
    expect(after.flatMap((entry, index) => (entry === before[index] ? [] : [index]))).toEqual([7])
    expect([before[7]?.Fields, after[7]?.Fields]).toEqual([{ SIZE: 7 }, { SIZE: -1 }])
  })

  it('looks at the entries of an update only', () => {
    const cache = contentCache('Map')
    cache.merge(first)
    let reads = 0
    const entry = (Key: number): MapEntry => ({
      Action: 'Update',
      get Key() {
        reads += 1
        return Key
      },
      Fields: { SIZE: 1 },
    })
    cache.merge({ Map: { KeyType: 'UInt', Entries: [entry(1), entry(2)] } })
    expect(reads).toBe(2)
  })

  it('tells keys of objects apart by what is in them', () => {
    const add = (Stream: string, SIZE: number): Container => {
      const entry = { Action: 'Add', Key: { Stream }, Fields: { SIZE } } as unknown as MapEntry
      return { Map: { KeyType: 'State', Entries: [entry] } }
    }
    const seen = merged(add('Open', 1), add('Closed', 2), add('Open', 3)).Map?.Entries
    expect(seen?.map(({ Fields }) => Fields?.SIZE)).toEqual([3, 2])
  })
})
