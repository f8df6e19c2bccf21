import { describe, expect, test } from 'vitest'
import {
  dateOf,
  dateTimeOf,
  elementOf,
  elementType,
  isBlank,
  isEnum,
  keyText,
  numberOf,
  timeOf,
  type Container,
  type ItemEvent,
} from '../../src/index.js'
import type { Observed } from '../support/observe.js'
import { refresh, update } from '../support/server-messages.js'
import { loggedIn, type Members } from '../support/wire-bench.js'

const fieldsAbsent = { Fields: undefined }

const contentOf = ({ values }: Observed<ItemEvent>): Container | undefined => {
  const last = values.at(-1)
  return last?.type === 'status' ? undefined : last?.content
}

/** Sends contents, the first as a refresh, the others as updates; gives what a late subscriber has then. */
const cachedAfter = (...contents: readonly Members[]): Container => {
  let cached: Container = {}
  loggedIn(({ open, receive }) => {
    const item = open('A', { domain: 'MarketByPrice' })
    contents.forEach((content, index) => {
      receive((index === 0 ? refresh : update)(item.id, null, { ...fieldsAbsent, ...content }))
      expect(contentOf(item), 'delivered as it came').toEqual(content)
    })
    cached = contentOf(open('A', { domain: 'MarketByPrice' })) ?? {}
    expect(item.errors).toBe(0)
  })
  return cached
}

const add = (Key: unknown, Fields?: object): Members => ({ Action: 'Add', Key, ...(Fields === undefined ? {} : { Fields }) }) // prettier-ignore

describe('containers', () => {
  test('26.39 map entries: Add replaces, Update merges, Delete removes; unknown keys and no entries are no failure', () => {
    const { Map } = cachedAfter(
      {
        Map: {
          KeyType: 'AsciiString',
          KeyFieldID: 3426,
          Summary: { Fields: { CURRENCY: 'USD', STATE: 'N' } },
          Entries: ['A', 'B', 'C', 'D'].map((key) => add(key, { N: 1, M: 1 })),
        },
      },
      {
        Map: {
          KeyType: 'AsciiString',
          Entries: [
            { Action: 'Update', Key: 'A', Fields: { N: 2, L: null } },
            add('B', { N: 3 }),
            { Action: 'Delete', Key: 'C' },
            { Action: 'Delete', Key: 'NONE' },
            { Action: 'Update', Key: 'NEITHER', Fields: { N: 9 } },
            add('E'),
          ],
        },
      },
      { Map: { KeyType: 'AsciiString', Summary: { Fields: { STATE: null } } } },
    )
    const entries = Map?.Entries?.filter(({ Key }) => Key !== 'NEITHER').map(({ Key, Fields }) => [
      Key,
      Fields ?? {},
    ])
    expect(Object.fromEntries(entries as [string, unknown][])).toEqual({
      A: { N: 2, M: 1, L: null },
      B: { N: 3 },
      D: { N: 1, M: 1 },
      E: {},
    })
    expect(Map).toMatchObject({
      KeyType: 'AsciiString',
      Summary: { Fields: { CURRENCY: 'USD', STATE: null } },
    })
  })

  test('26.39 keys that are called like members of every object are keys like any other', () => {
    const { Map } = cachedAfter({
      Map: {
        KeyType: 'AsciiString',
        Entries: ['__proto__', 'constructor', 'toString'].map((key) => add(key, { N: 1 })),
      },
    })
    expect(Map?.Entries?.map(({ Key }) => Key)).toEqual(['__proto__', 'constructor', 'toString'])
  })

  test('26.40 Buffer keys are decoded from base64 for display, bytes beyond ASCII as well', () => {
    const base64 = (text: string, encoding: 'utf8' | 'latin1'): string =>
      Buffer.from(text, encoding).toString('base64')
    const texts = ['F.N', '50.490000B', 'Zürich €', 'þ\u0001']
    const keys = texts.map((text) => base64(text, text.startsWith('þ') ? 'latin1' : 'utf8'))
    const { Map } = cachedAfter({ Map: { KeyType: 'Buffer', Entries: keys.map((key) => add(key)) } })
    expect(Map?.Entries?.map(({ Key }) => Key)).toEqual(keys)
    expect(Map?.Entries?.map(({ Key }) => keyText({ KeyType: 'Buffer' }, Key))).toEqual(texts)
    expect(keyText({ KeyType: 'AsciiString' }, 'Ri5O')).toBe('Ri5O')
    expect(keyText({ KeyType: 'UInt' }, 257)).toBe('257')
  })

  test('26.41 vector entries: Insert and Delete shift the ones behind, Clear keeps the place', () => {
    const entry = (Index: number, Action: string, N?: number): Members => ({ Index, Action, ...(N === undefined ? {} : { Fields: { N } }) }) // prettier-ignore
    const { Vector } = cachedAfter(
      { Vector: { SupportSorting: true, Entries: [0, 1, 2, 5].map((index) => entry(index, 'Set', index)) } },
      {
        Vector: {
          Entries: [entry(1, 'Insert', 9), entry(0, 'Delete'), entry(2, 'Clear'), entry(5, 'Update', 7)],
        },
      },
    )
    expect(Vector?.Entries?.map(({ Index, Fields }) => [Index, Fields?.N])).toEqual([
      [0, 9],
      [1, 1],
      [2, undefined],
      [5, 7],
    ])
  })

  test('26.41 filter-list entries are set, updated and cleared', () => {
    const { FilterList } = cachedAfter(
      {
        FilterList: {
          Entries: [
            { ID: 1, Action: 'Set', Elements: { A: 1, B: 2 } },
            { ID: 2, Action: 'Set', Fields: { N: 1, M: 1 } },
            { ID: 3, Action: 'Set', Elements: { C: 1 } },
          ],
        },
      },
      {
        FilterList: {
          Entries: [
            { ID: 1, Action: 'Set', Elements: { A: 5 } },
            { ID: 2, Action: 'Update', Fields: { M: 2 } },
            { ID: 3, Action: 'Clear' },
          ],
        },
      },
    )
    const kept = FilterList?.Entries?.filter(
      ({ Elements, Fields }) => Elements !== undefined || Fields !== undefined,
    )
    expect(kept).toMatchObject([
      { ID: 1, Elements: { A: 5 } },
      { ID: 2, Fields: { N: 1, M: 2 } },
    ])
    expect(kept?.[0]?.Elements).not.toHaveProperty('B')
  })

  test('26.42 an element is UInt as a bare number, text as a bare string, and wrapped otherwise, blank ones too', () => {
    const Elements = {
      COUNT: 5,
      NAME: 'ADS',
      NEGATIVE: { Type: 'Int', Data: -5 },
      BLANK: { Type: 'UInt', Data: null },
      BARE: null,
      LIST: { Type: 'Array', Data: { Type: 'UInt', Data: [5, null] } },
    }
    const given = cachedAfter({ Elements }).Elements
    const names = Object.keys(Elements)
    expect(names.map((name) => elementOf(given, name))).toEqual([5, 'ADS', -5, null, null, [5, null]])
    expect(names.map((name) => elementType(given?.[name]))).toEqual(['UInt', 'AsciiString', 'Int', 'UInt', undefined, 'Array']) // prettier-ignore
    expect(elementOf(given, 'constructor')).toBeUndefined()
  })

  const blanks = [['null', { Fields: null }], ['{}', { Fields: {} }], ['absent', {}]] as const // prettier-ignore
  test.each(blanks)(
    '26.43 a blank container is the same as %s: nothing changes, nobody fails',
    (_, content) => {
      loggedIn(({ open, receive, taken }) => {
        const item = open('A')
        const without = { ...fieldsAbsent, ...content }
        receive(refresh(item.id, { BID: 1 }), update(item.id, null, without))
        expect(item.values.at(-1)).toMatchObject({ type: 'update', fields: {} })
        expect(open('A').values).toMatchObject([{ type: 'refresh', fields: { BID: 1 } }])
        receive(refresh(item.id, null, without))
        expect(item.values.at(-1)).toMatchObject({ type: 'refresh', fields: {}, stale: false })
        expect(item.values.at(-1)).not.toHaveProperty('content')
        taken()
        const late = open('A')
        expect(late.values).toMatchObject([{ type: 'refresh', fields: {}, stale: false }])
        expect(taken()).toEqual([])
      })
    },
  )

  const empties = ['Map', 'Vector', 'Series', 'FilterList', 'Elements', 'Message', 'Xml', 'Opaque', 'Json']
  test.each(empties)('26.43 a blank %s is the same as none', (name) => {
    for (const blank of name === 'Json' ? [null, undefined] : [null, {}, undefined]) {
      loggedIn(({ open, receive }) => {
        const item = open('A', { domain: 'MarketByPrice' })
        receive(refresh(item.id, null, { ...fieldsAbsent, [name]: blank }))
        expect(item.values).toMatchObject([{ type: 'refresh', fields: {}, stale: false }])
        expect(item.values[0]).not.toHaveProperty('content')
      })
    }
  })
})

describe('values', () => {
  test('26.44 numbers, enumerations, times and spaces are read as they are meant', () => {
    const values = {
      UP: 'Inf',
      DOWN: '-Inf',
      NAN: 'NaN',
      SIDE: 'BID',
      SIDE_NO: 1,
      OLD: '14:40:32:123:000:000',
      NEW: '14:40:32.123',
      WHEN: '2018-05-07T20:34:47.315',
      SPACES: '   ',
      BLANK: null,
    }
    loggedIn(({ open, receive }) => {
      const item = open('A')
      receive(refresh(item.id, values))
      const event = item.values[0]
      const fields = event?.type === 'refresh' ? event.fields : {}
      expect(fields).toEqual(values)
      expect([fields.UP, fields.DOWN, fields.NAN].map(numberOf)).toEqual([Infinity, -Infinity, NaN])
      expect([fields.SIDE, fields.SIDE_NO].map((side) => isEnum(side, 1, 'BID'))).toEqual([true, true])
      expect(isEnum(fields.SIDE_NO, 2, 'ASK')).toBe(false)
      const time = { hour: 14, minute: 40, second: 32, nanosecond: 123_000_000 }
      expect([timeOf(fields.OLD), timeOf(fields.NEW)]).toEqual([time, time])
      expect(dateTimeOf(fields.WHEN)).toMatchObject({
        date: { year: 2018, month: 5, day: 7 },
        time: { hour: 20 },
      })
      expect(dateOf('Invalid date')).toBeUndefined()
      expect([isBlank(fields.SPACES), isBlank(fields.BLANK), isBlank(fields.ABSENT)]).toEqual([
        false,
        true,
        true,
      ])
    })
  })

  test('26.45 QOS is read like Qos', () => {
    loggedIn(({ open, receive }) => {
      const item = open('A')
      const qos = { Timeliness: 'Realtime', Rate: 'TimeConflated', RateInfo: 1000 }
      receive(refresh(item.id, {}, { Qos: qos }), refresh(item.id, {}, { QOS: qos }))
      const [first, second] = item.values.map((event) => event.type === 'refresh' && event.qos)
      expect(first).toMatchObject({ timeliness: 'Realtime', rate: 'TimeConflated' })
      expect(second).toEqual(first)
    })
  })
})
