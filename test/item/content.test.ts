import { describe, expect, it } from 'vitest'
import type { ItemEvent } from '../../src/item/item-event.js'
import { withItems } from '../support/item-bench.js'
import { refresh, status, update } from '../support/server-messages.js'

const book = { domain: 'MarketByPrice' } as const

const add = (key: string, fields: object): object => ({ Action: 'Add', Key: key, Fields: fields })

const bookRefresh = (id: number, entries: object[], more: object = {}): object => ({
  ...refresh(id),
  Fields: undefined,
  Map: { KeyType: 'AsciiString', Entries: entries },
  ...more,
})

const bookUpdate = (id: number, entries: object[], more: object = {}): object => ({
  ...update(id),
  Fields: undefined,
  Map: { KeyType: 'AsciiString', Entries: entries },
  ...more,
})

/** Keys and fields of the map that an event brings. */
const entriesOf = (event: ItemEvent | undefined): object => {
  const content = event !== undefined && 'content' in event ? event.content : undefined
  return Object.fromEntries(
    (content?.Map?.Entries ?? []).map(({ Action, Key, Fields }) => [String(Key), { Action, ...Fields }]),
  )
}

describe('content that is no field list', () => {
  it('is in the events as it came, and leaves the fields empty', () => {
    withItems(({ open, session }) => {
      const { id, values } = open('VOD.L', book)
      session.receive(bookRefresh(id, [add('A', { PRC: 1 })]))
      session.receive(bookUpdate(id, [{ Action: 'Delete', Key: 'A' }]))
      expect(values).toMatchObject([
        { type: 'refresh', fields: {}, content: { Map: { Entries: [add('A', { PRC: 1 })] } } },
        { type: 'update', fields: {}, content: { Map: { Entries: [{ Action: 'Delete', Key: 'A' }] } } },
      ])
    })
  })

  it('is absent from the events of field lists', () => {
    withItems(({ open, session }) => {
      const { id, values } = open('EUR=')
      session.receive(refresh(id), update(id))
      for (const event of values) expect(event).not.toHaveProperty('content')
    })
  })

  it('comes whole to a late subscriber, as entries to be added', () => {
    withItems(({ open, session }) => {
      const { id } = open('VOD.L', book)
      session.receive(
        bookRefresh(id, [add('A', { PRC: 1, SIZE: 5 }), add('B', { PRC: 2 })]),
        bookUpdate(id, [{ Action: 'Update', Key: 'A', Fields: { SIZE: 6 } }, add('C', { PRC: 3 })]),
        bookUpdate(id, [{ Action: 'Delete', Key: 'B' }]),
      )
      const late = open('VOD.L', book)
      expect(session.requests()).toHaveLength(1)
      expect(late.values).toMatchObject([{ type: 'refresh', complete: true, fields: {} }])
      expect(entriesOf(late.values[0])).toEqual({
        A: { Action: 'Add', PRC: 1, SIZE: 6 },
        C: { Action: 'Add', PRC: 3 },
      })
    })
  })

  it('that is half-built comes marked, and the rest of it follows', () => {
    withItems(({ open, session }) => {
      const { id } = open('VOD.L', book)
      session.receive(bookRefresh(id, [add('A', { PRC: 1 })], { Complete: false, PartNumber: 0 }))
      session.receive(bookUpdate(id, [add('X', { PRC: 9 })]))
      const late = open('VOD.L', book)
      expect(late.values).toMatchObject([{ type: 'refresh', complete: false }])
      expect(Object.keys(entriesOf(late.values[0]))).toEqual(['A', 'X'])
      // No `ClearCache`: by its default it would wipe the parts before, which no server means.
      session.receive(bookRefresh(id, [add('B', { PRC: 2 })], { PartNumber: 1 }))
      expect(late.values).toMatchObject([{ complete: false }, { complete: true }])
      const last = open('VOD.L', book)
      expect(Object.keys(entriesOf(last.values[0])).sort()).toEqual(['A', 'B', 'X'])
    })
  })

  it('of a refresh that begins anew half-way forgets what there was of the other', () => {
    withItems(({ open, session }) => {
      const { id } = open('VOD.L', book)
      session.receive(
        bookRefresh(id, [add('A', {})], { Complete: false, PartNumber: 0 }),
        bookRefresh(id, [add('B', {})], { Complete: false, PartNumber: 0, ClearCache: false }),
        bookRefresh(id, [add('C', {})], { PartNumber: 1, ClearCache: false }),
      )
      expect(Object.keys(entriesOf(open('VOD.L', book).values[0]))).toEqual(['B', 'C'])
    })
  })

  it('is laid over what is known by a refresh that does not clear, and replaced by one that does', () => {
    withItems(({ open, session }) => {
      const { id } = open('VOD.L', book)
      session.receive(bookRefresh(id, [add('A', {})]), bookRefresh(id, [add('B', {})], { ClearCache: false }))
      expect(Object.keys(entriesOf(open('VOD.L', book).values[0]))).toEqual(['A', 'B'])
      session.receive(bookRefresh(id, [add('C', {})]))
      expect(Object.keys(entriesOf(open('VOD.L', book).values[0]))).toEqual(['C'])
    })
  })

  it('is replaced by the first refresh of another stream, though that does not clear: orders may be gone', () => {
    withItems(({ open, session, advance }) => {
      const first = open('VOD.L', book)
      session.receive(bookRefresh(first.id, [add('A', {})]), status(first.id, 'ClosedRecover', 'Suspect'))
      advance(1_000)
      session.receive(bookRefresh(session.idOf('VOD.L'), [add('B', {})], { ClearCache: false }))
      expect(Object.keys(entriesOf(open('VOD.L', book).values[0]))).toEqual(['B'])
    })
  })

  it('is delivered and not kept where the server says so', () => {
    withItems(({ open, session }) => {
      const first = open('VOD.L', book)
      session.receive(
        bookRefresh(first.id, [add('A', {})]),
        bookUpdate(first.id, [add('B', {})], { DoNotCache: true }),
        bookRefresh(first.id, [add('C', {})], { DoNotCache: true }),
      )
      expect(first.values).toHaveLength(3)
      expect(Object.keys(entriesOf(open('VOD.L', book).values[0]))).toEqual(['A'])
    })
  })

  it('is taken back by a status that clears, with a state and without', () => {
    withItems(({ open, session }) => {
      const eur = open('EUR=')
      session.receive(refresh(eur.id, { A: 1 }))
      session.receive(status(eur.id, 'Open', 'Suspect', undefined, { ClearCache: true }))
      session.receive({ ID: eur.id, Type: 'Status', ClearCache: true }, status(eur.id, 'Open', 'Ok'))
      expect(eur.values.slice(1)).toMatchObject([
        { type: 'status', cleared: true, state: { data: 'Suspect' } },
        { type: 'status', cleared: true, state: { data: 'Suspect' } },
        { type: 'status', state: { data: 'Ok' } },
      ])
      expect(eur.values[3]).not.toHaveProperty('cleared')
    })
  })

  it('is forgotten by a status that clears: a late subscriber gets a refresh of its own', () => {
    withItems(({ open, session }) => {
      const { id } = open('VOD.L', book)
      session.receive(
        bookRefresh(id, [add('A', {})]),
        status(id, 'Open', 'Ok', undefined, { ClearCache: true }),
      )
      const late = open('VOD.L', book)
      expect(late.values).toEqual([])
      expect(session.requests()).toHaveLength(2)
    })
  })

  it('reaches subscribers with a view: only field lists have one', () => {
    withItems(({ open, session }) => {
      const { id, values } = open('VOD.L', { ...book, view: ['BID'] })
      session.receive(bookRefresh(id, [add('A', {})]), bookUpdate(id, [add('B', {})]))
      expect(values.map(entriesOf).map((entries) => Object.keys(entries))).toEqual([['A'], ['B']])
    })
  })

  it.each([
    ['a number', { Map: 5 }],
    ['a list', { Map: [1] }],
    ['blank', { Map: null }],
    ['a text as fields', { Fields: 'BID' }],
    ['no XML', { Xml: 7 }],
    ['entries that are none', { Map: { Entries: 'all' } }],
    ['an entry that is none', { Map: { Entries: [null, 7, { Action: 'Wobble' }] } }],
  ])('that is %s harms nobody', (_, members) => {
    withItems(({ open, session }) => {
      const { id, values } = open('VOD.L', book)
      session.receive({ ...refresh(id), Fields: undefined, ...members })
      session.receive({ ...update(id), Fields: undefined, ...members })
      session.receive(bookRefresh(id, [add('A', {})]))
      expect(values).toHaveLength(3)
      expect(entriesOf(open('VOD.L', book).values[0])).toHaveProperty('A')
    })
  })

  it('of another kind than before replaces it', () => {
    withItems(({ open, session }) => {
      const { id } = open('X')
      session.receive(refresh(id, { A: 1 }), { ...update(id), Fields: undefined, Elements: { B: 2 } })
      expect(open('X').values).toMatchObject([{ fields: {}, content: { Elements: { B: 2 } } }])
      session.receive(refresh(id, { A: 1 }))
      const [event] = open('X').values
      expect(event).toMatchObject({ fields: { A: 1 } })
      expect(event).not.toHaveProperty('content')
    })
  })

  it('before any refresh on the connection is dropped and told', () => {
    withItems(({ open, session, events }) => {
      const { id, values } = open('VOD.L', book)
      session.receive(bookUpdate(id, [add('A', {})]))
      expect(values).toEqual([])
      expect(events).toMatchObject([{ event: 'item.dropped' }])
    })
  })
})

describe('pages', () => {
  it('are patched in what a late subscriber gets, and come raw to those who follow', () => {
    withItems(({ open, session }) => {
      const first = open('PAGE')
      session.receive(refresh(first.id, { ROW: '0123456789' }), update(first.id, { ROW: '\u001b[3`XY' }))
      expect(first.values[1]).toMatchObject({ fields: { ROW: '\u001b[3`XY' } })
      expect(open('PAGE').values).toMatchObject([{ fields: { ROW: '012XY56789' } }])
    })
  })
})

describe('the quality of service', () => {
  it.each(['Qos', 'QOS'])('is in the refresh, spelled %s, and known to late subscribers', (spelling) => {
    withItems(({ open, session }) => {
      const { id, values } = open('EUR=')
      const qos = { timeliness: 'Realtime', rate: 'TickByTick' }
      session.receive(refresh(id, {}, { [spelling]: { Timeliness: 1, Rate: 'TickByTick' } }))
      session.receive(refresh(id))
      expect(values[0]).toMatchObject({ qos })
      expect(values[1]).not.toHaveProperty('qos')
      expect(open('EUR=').values).toMatchObject([{ qos }])
    })
  })

  it('of the wrong type counts as not told', () => {
    withItems(({ open, session }) => {
      const { id, values } = open('EUR=')
      session.receive(refresh(id, {}, { Qos: 'best' }))
      expect(values[0]).not.toHaveProperty('qos')
    })
  })
})

describe('without a cache', () => {
  it('a late subscriber gets a refresh by a reissue, and others no second request for it', () => {
    withItems(({ open, session }) => {
      const { id } = open('EUR=', { cache: false })
      session.receive(refresh(id))
      const late = open('EUR=', { cache: false })
      open('EUR=', { cache: false })
      // The refresh that is on its way serves the third as well.
      expect(session.requests()).toHaveLength(2)
      expect(session.requests()[1]).not.toHaveProperty('Refresh')
      session.receive(update(id))
      expect(late.values).toEqual([])
      session.receive(refresh(id, { BID: 3 }))
      expect(late.values).toMatchObject([{ type: 'refresh', fields: { BID: 3 } }])
    })
  })

  it('one who comes between the parts of a refresh waits for one of its own', () => {
    withItems(({ open, session }) => {
      const { id } = open('VOD.L', { ...book, cache: false })
      session.receive(bookRefresh(id, [add('A', {})], { Complete: false }))
      const late = open('VOD.L', { ...book, cache: false })
      expect(session.requests()).toHaveLength(2)
      session.receive(bookRefresh(id, [add('B', {})]))
      expect(late.values).toEqual([])
      session.receive(bookRefresh(id, [add('A', {}), add('B', {})]))
      expect(late.values).toHaveLength(1)
    })
  })

  it('one who wants it starts it with a refresh: not with the updates before', () => {
    withItems(({ open, session }) => {
      const { id } = open('EUR=', { cache: false })
      session.receive(refresh(id, { BID: 1, ASK: 2 }))
      const wants = open('EUR=')
      expect(session.requests()).toHaveLength(2)
      session.receive(update(id, { BID: 5 }))
      expect(open('EUR=').values).toEqual([])
      session.receive(refresh(id, { BID: 6, ASK: 7 }), update(id, { BID: 8 }))
      expect(wants.values).toHaveLength(2)
      expect(open('EUR=').values).toMatchObject([{ fields: { BID: 8, ASK: 7 } }])
      expect(session.requests()).toHaveLength(2)
    })
  })

  it('the content is dropped when the last who wants it leaves', () => {
    withItems(({ open, session }) => {
      const { id } = open('EUR=', { cache: false })
      const wants = open('EUR=')
      session.receive(refresh(id))
      wants.subscription.unsubscribe()
      session.receive(update(id))
      expect(open('EUR=', { cache: false }).values).toEqual([])
      expect(session.requests()).toHaveLength(2)
    })
  })
})

describe('the image of an item', () => {
  it('is whole for who comes late, also when others were updated much more often', () => {
    withItems(({ open, session }) => {
      const slow = open('SLOW.L')
      const quick = open('QUICK.L')
      session.receive({ ...refresh(slow.id), Fields: { BID: 1, ASK: 2, ROW64_1: 'ABC' } })
      session.receive(refresh(quick.id))
      for (let count = 1; count <= 2_500; count++) {
        session.receive({ ...update(quick.id), Fields: { BID: count } })
        if (count === 1_100)
          session.receive({ ...update(slow.id), Fields: { BID: 3, ROW64_1: '\u001b[1`X' } })
        if (count === 1_200) session.receive({ ...update(slow.id), Fields: { BID: 4 } })
        if (count === 2_400) session.receive({ ...update(slow.id), Fields: { BID: 5 } })
      }
      expect(open('SLOW.L').values).toMatchObject([{ fields: { BID: 5, ASK: 2, ROW64_1: 'AXC' } }])
      expect(open('QUICK.L').values).toMatchObject([{ fields: { BID: 2_500 } }])
    })
  })
})
