import { describe, expect, test } from 'vitest'
import { toImage, type ItemEvent } from '../../src/index.js'
import { observe, type Observed } from '../support/observe.js'
import { refresh, status, update } from '../support/server-messages.js'
import { loggedIn, type Members } from '../support/wire-bench.js'

const lastOf = ({ values }: Observed<ItemEvent>): ItemEvent | undefined => values.at(-1)

/** What a late subscriber of the same item gets at once. */
const fieldsLate = (late: Observed<ItemEvent>): unknown => {
  const [first] = late.values
  return first?.type === 'refresh' ? first.fields : undefined
}

describe('streams', () => {
  test('26.16 no ID is used twice, whatever the domain; a batch takes one more than it has names', () => {
    loggedIn(({ consumer, advance, taken, open }) => {
      const used = new Set([1, 2])
      const note = (...ids: readonly number[]): void => {
        for (const id of ids) {
          expect(used, `id ${id}`).not.toContain(id)
          used.add(id)
        }
      }
      for (const domain of ['MarketPrice', 'MarketByPrice', 'SymbolList', 'Login', 200] as const)
        note(open('SAME', { domain }).id)
      taken()
      observe(consumer.services$)
      observe(consumer.items(['P', 'Q', 'R']))
      advance(0)
      for (const { ID, Key } of taken()) {
        const { Name } = Key as { Name?: readonly string[] }
        const id = ID as number
        note(...Array.from({ length: (Name?.length ?? 0) + 1 }, (_, index) => id + index))
      }
      note(open('NEXT').id)
      expect(used.size).toBe(2 + 5 + 1 + 4 + 1)
    })
  })

  test('26.17 absent Type, Domain and State mean Request, market price and Open/Ok', () => {
    loggedIn(({ open, receive, sent }) => {
      const item = open('A')
      const [asked] = sent().filter(({ ID }) => ID === item.id)
      expect(asked).not.toHaveProperty('Type')
      expect(asked).not.toHaveProperty('Domain')
      receive({ ID: item.id, Type: 'Refresh', Fields: { BID: 1 } })
      const state = { stream: 'Open', data: 'Ok', code: 'None' }
      expect(lastOf(item)).toMatchObject({ type: 'refresh', state, stale: false, fields: { BID: 1 } })
      // A server has nothing to ask for, so what would be a request is no data of the item.
      receive({ ID: item.id, Fields: { BID: 2 } })
      expect(item.values).toHaveLength(1)
    })
  })

  test('26.18 a refresh replaces, an update merges, null blanks, what is absent stays', () => {
    loggedIn(({ consumer, open, receive }) => {
      const { id } = open('A')
      const images = observe(consumer.item('A').pipe(toImage()))
      const image = (): unknown => images.values.at(-1)?.fields
      receive(refresh(id, { BID: 1, ASK: 2, NAME: 'x', __EMPTY: ' ' }))
      receive(update(id, { BID: 3, NEW: 4, NAME: null }))
      expect(image()).toEqual({ BID: 3, ASK: 2, NAME: null, NEW: 4, __EMPTY: ' ' })
      expect(fieldsLate(open('A'))).toEqual(image())
      receive(refresh(id, { ASK: 5 }))
      expect(image()).toEqual({ ASK: 5 })
      expect(fieldsLate(open('A'))).toEqual({ ASK: 5 })
    })
  })

  test('26.19 ClearCache false overlays in a refresh; in a status only true clears', () => {
    loggedIn(({ consumer, open, receive }) => {
      const { id } = open('A')
      const images = observe(consumer.item('A').pipe(toImage()))
      const image = (): unknown => images.values.at(-1)?.fields
      receive(refresh(id, { BID: 1, ASK: 2 }), refresh(id, { BID: 3 }, { ClearCache: false }))
      expect([image(), fieldsLate(open('A'))]).toEqual(Array(2).fill({ BID: 3, ASK: 2 }))
      receive(status(id, 'Open', 'Suspect'), status(id, 'Open', 'Ok', 'None', { ClearCache: false }))
      expect([image(), fieldsLate(open('A'))]).toEqual(Array(2).fill({ BID: 3, ASK: 2 }))
      receive({ ID: id, Type: 'Status', ClearCache: true })
      receive(refresh(id, { NEW: 1 }, { ClearCache: false }))
      expect(fieldsLate(open('A'))).toEqual({ NEW: 1 })
      receive(refresh(id, { ONLY: 1 }))
      expect([image(), fieldsLate(open('A'))]).toEqual(Array(2).fill({ ONLY: 1 }))
    })
  })

  test('26.19 an image that somebody follows is cleared by a status with ClearCache true', () => {
    loggedIn(({ consumer, open, receive }) => {
      const { id } = open('A')
      const images = observe(consumer.item('A').pipe(toImage()))
      receive(refresh(id, { BID: 1, ASK: 2 }))
      receive(status(id, 'Open', 'Suspect', 'None', { ClearCache: true }))
      receive(refresh(id, { NEW: 1 }, { ClearCache: false }))
      expect(images.values.at(-1)?.fields).toEqual({ NEW: 1 })
    })
  })

  test.each([
    ['without PartNumber', [{}, {}, {}]],
    ['with PartNumber', [{ PartNumber: 0 }, { PartNumber: 1 }, { PartNumber: 2 }]],
    [
      'with ClearCache in the later parts',
      [{ ClearCache: true }, { ClearCache: true }, { ClearCache: false }],
    ],
    ['with PartNumber from 0 and ClearCache', [{ PartNumber: 0 }, { PartNumber: 1, ClearCache: true }, { PartNumber: 2, ClearCache: true }]], // prettier-ignore
  ])('26.20 parts add up, with the updates in between, %s', (_, members: readonly Members[]) => {
    loggedIn(({ open, receive }) => {
      const item = open('BOOK', { domain: 'MarketByPrice' })
      const part = (index: number, more: Members): Members => ({
        ...refresh(item.id, null, { Domain: 'MarketByPrice', ...members[index], ...more }),
        Map: { KeyType: 'AsciiString', Entries: [{ Action: 'Add', Key: `K${index}`, Fields: { N: index } }] },
      })
      const Entries = [
        { Action: 'Update', Key: 'K0', Fields: { M: 9 } },
        { Action: 'Delete', Key: 'UNKNOWN' },
        { Action: 'Add', Key: 'NEW', Fields: { N: 7 } },
      ]
      receive(part(0, { Complete: false }), {
        ID: item.id,
        Type: 'Update',
        Map: { KeyType: 'AsciiString', Entries },
      })
      receive(status(item.id, 'Open', 'Suspect'), part(1, { Complete: false }), part(2, {}))
      const kinds = item.values.map((event) => (event.type === 'refresh' ? event.complete : event.type))
      expect(kinds).toEqual([false, 'update', 'status', false, true])
      const [late] = open('BOOK', { domain: 'MarketByPrice' }).values
      const keys =
        late?.type === 'refresh' ? late.content?.Map?.Entries?.map(({ Key, Fields }) => [Key, Fields]) : []
      const all = { K0: { N: 0, M: 9 }, NEW: { N: 7 }, K1: { N: 1 }, K2: { N: 2 } }
      expect(Object.fromEntries(keys as [string, unknown][])).toEqual(all)
    })
  })

  test('26.21 Open/Suspect keeps stream and values; Open/Ok clears the mark, NoChange keeps it', () => {
    loggedIn(({ open, receive, advance, taken, sockets }) => {
      const item = open('A')
      taken()
      const stale = (): boolean => lastOf(item)?.stale !== false
      receive(refresh(item.id, { BID: 1 }, { State: { Stream: 'Open', Data: 'NoChange' } }))
      expect(stale()).toBe(false)
      receive(status(item.id, 'Open', 'Suspect', 'NotFound'))
      expect(lastOf(item)).toMatchObject({ type: 'status', stale: { cause: { code: 'NotFound' } } })
      receive(status(item.id, 'Open', 'NoChange'), update(item.id, { BID: 2 }))
      expect(stale()).toBe(true)
      expect(fieldsLate(open('A'))).toEqual({ BID: 2 })
      receive(status(item.id, 'Open', 'Ok'))
      expect([stale(), lastOf(item)?.type]).toEqual([false, 'status'])
      receive(status(item.id, 'Open', 'NoChange'))
      expect(stale()).toBe(false)
      receive(status(item.id, 'Open', 'Suspect'), refresh(item.id, { BID: 3 }))
      expect([stale(), lastOf(item)?.type]).toEqual([false, 'refresh'])
      receive(refresh(item.id, { BID: 4 }, { State: { Stream: 1, Data: 2 } }))
      expect(stale()).toBe(true)
      receive(status(item.id, 1, 1))
      expect(stale()).toBe(false)
      advance(25_000)
      expect([taken(), sockets.length, item.errors]).toEqual([[], 1, 0])
    })
  })

  test('26.22 a status without a State changes no state', () => {
    loggedIn(({ open, receive }) => {
      const item = open('A')
      receive(refresh(item.id), status(item.id, 'Open', 'Suspect', 'GapDetected'))
      const before = lastOf(item)
      receive({ ID: item.id, Type: 'Status', Key: { Name: 'A' }, PermData: 'AwO9' })
      receive({ ID: item.id, Type: 'Status', State: null }, update(item.id))
      expect(lastOf(item)).toMatchObject({ type: 'update', state: before?.state, stale: before?.stale })
      expect(fieldsLate(open('A'))).toEqual({ BID: 2 })
    })
  })
})
