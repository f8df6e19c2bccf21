import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ItemEvent } from '../../src/index.js'
import { loggedIn, type Members } from '../support/wire-bench.js'

type Values = Readonly<Record<string, unknown>>

/** Objects of JSON, in which a name can be anything; a literal would take `__proto__` for something else. */
const values = fc
  .array(fc.tuple(fc.constantFrom('N', 'M', '__proto__', 'constructor'), fc.constantFrom(0, 1, 2, null)), { maxLength: 3 })
  .map((pairs) => JSON.parse(`{${pairs.map(([name, value]) => `"${name}":${JSON.stringify(value)}`).join(',')}}`) as Values) // prettier-ignore

const key = fc.constantFrom('K', 'L', '1', '__proto__', 'constructor')
const entry = fc.oneof(
  fc.record({ Action: fc.constantFrom('Add', 'Update'), Key: key, Fields: values }),
  fc.record({ Action: fc.constantFrom('Add', 'Delete'), Key: key }),
)
const map = fc.record(
  { Entries: fc.array(entry, { maxLength: 4 }), Summary: fc.record({ Fields: values }) },
  { requiredKeys: [] },
)
const flag = fc.constantFrom(undefined, true, false)

const step = fc.oneof(
  fc.record({
    Type: fc.constant('Refresh'),
    Map: map,
    Complete: flag,
    ClearCache: flag,
    PartNumber: fc.constantFrom(undefined, undefined, 0, 1, 2),
    DoNotCache: fc.constantFrom(undefined, undefined, undefined, true),
  }),
  fc.record({
    Type: fc.constant('Update'),
    Map: map,
    DoNotCache: fc.constantFrom(undefined, undefined, true),
  }),
  fc.record({
    Type: fc.constant('Status'),
    ClearCache: fc.constantFrom(undefined, undefined, false, true),
    State: fc.constantFrom(undefined, { Stream: 'Open', Data: 'Suspect' }, { Stream: 'Open', Data: 'Ok' }),
  }),
  fc.constant({ Type: 'late' }),
)

interface Entry {
  readonly Action: string
  readonly Key: string
  readonly Fields?: Values
}

/** The content as the protocol has it, without any cleverness. `undefined` where nothing is known. */
const naive = () => {
  let entries: Map<string, Map<string, unknown>> | undefined
  let summary = new Map<string, unknown>()
  let partial = false
  let refreshed = false

  const clear = (): void => {
    entries = undefined
    summary = new Map()
  }
  const merge = (into: Map<string, unknown>, fields: Values = {}): Map<string, unknown> => {
    for (const [name, value] of Object.entries(fields)) into.set(name, value)
    return into
  }
  const apply = ({
    Entries = [],
    Summary,
  }: {
    Entries?: readonly Entry[]
    Summary?: { Fields: Values }
  }): void => {
    entries ??= new Map()
    merge(summary, Summary?.Fields)
    for (const { Action, Key, Fields } of Entries) {
      const known = entries.get(Key)
      if (Action === 'Delete') entries.delete(Key)
      else if (Action === 'Add') entries.set(Key, merge(new Map(), Fields))
      else if (known !== undefined) merge(known, Fields)
    }
  }
  return {
    take: ({ Type, Map: content, ClearCache, Complete, PartNumber, DoNotCache }: Members): void => {
      const blank = Object.keys(content ?? {}).length === 0
      if (Type === 'Status' && ClearCache === true) clear()
      if (Type === 'Update' && refreshed && DoNotCache !== true && !blank) apply(content as object)
      if (Type !== 'Refresh') return
      const restarted = partial && PartNumber === 0
      if (DoNotCache !== true && (restarted || (!partial && ClearCache !== false))) clear()
      partial = Complete === false
      refreshed = true
      if (DoNotCache !== true && !blank) apply(content as object)
    },
    known: () => entries !== undefined,
    partial: () => partial,
    content: () => ({
      entries: [...(entries ?? [])].map(([name, fields]) => [name, [...fields].sort()]).sort(),
      summary: [...summary].sort(),
    }),
  }
}

const contentIn = (event: ItemEvent | undefined): unknown => {
  const map = event?.type === 'refresh' ? event.content?.Map : undefined
  const pairs = (fields: object | null | undefined): unknown => Object.entries(fields ?? {}).sort()
  return {
    entries: (map?.Entries ?? []).map(({ Key, Fields }) => [Key, pairs(Fields)]).sort(),
    summary: pairs(map?.Summary?.Fields),
  }
}

describe('a late subscriber of a map', () => {
  test('gets what a naive reader of all messages has, whatever the server sends', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 14, size: 'max' }), (steps) => {
        loggedIn(({ open, receive }) => {
          const place = { domain: 'MarketByOrder' } as const
          const { id } = open('BOOK', place)
          const model = naive()
          for (const { Type, ...members } of [...steps, { Type: 'late' }] as readonly Members[]) {
            if (Type === 'late') {
              const late = open('BOOK', place)
              if (model.known()) {
                expect(late.values).toMatchObject([{ type: 'refresh', complete: !model.partial() }])
                expect(contentIn(late.values[0])).toEqual(model.content())
              }
              late.subscription.unsubscribe()
              continue
            }
            const map =
              'Map' in members ? { Map: { KeyType: 'AsciiString', ...(members['Map'] as object) } } : {}
            const message = JSON.parse(JSON.stringify({ ID: id, Type, ...members, ...map })) as Members
            receive(message)
            model.take(message)
          }
        })
      }),
      { numRuns: 300 },
    )
  })
})
