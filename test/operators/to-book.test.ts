import { of, throwError } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { LoginError } from '../../src/errors.js'
import type { ItemEvent, RefreshEvent, StatusEvent } from '../../src/item/item-event.js'
import type { Book, BookEntry } from '../../src/operators/book/book.js'
import type { BookOptions } from '../../src/operators/book/book-options.js'
import { toBook } from '../../src/operators/to-book.js'
import type { RefreshMessage } from '../../src/wire/messages.js'
import {
  add,
  change,
  mapRefresh,
  mapUpdate,
  refreshEvent,
  remove,
  staleStatus,
} from '../support/item-events.js'
import { observe } from '../support/observe.js'

const books = (options: BookOptions, ...events: ItemEvent[]): Book[] =>
  observe(of(...events).pipe(toBook(options))).values
const last = (options: BookOptions, ...events: ItemEvent[]): Book => books(options, ...events).at(-1)!

const order = (side: unknown, price: unknown, size: unknown): object => ({
  ORDER_SIDE: side,
  ORDER_PRC: price,
  ORDER_SIZE: size,
})
const short = ({ id, price, size }: BookEntry): unknown[] => [id, price, size]
const ids = (entries: readonly BookEntry[]): string[] => entries.map(({ id }) => id)
const message = (more: object): RefreshMessage => ({ ID: 2, Type: 'Refresh', ...more })

const b1 = add('b1', order(1, 10, 5))
const b2 = add('b2', order(1, 11, 5))
const a1 = add('a1', order(2, 13, 5))
const a2 = add('a2', order(2, 12, 5))
const whole = mapRefresh([b1, a1, b2, a2])

describe('toBook', () => {
  it('puts the best of each side first, equal prices as they came', () => {
    const { bids, asks } = last(
      {},
      whole,
      mapUpdate([add('b3', order(1, 11, 1)), add('a3', order(2, 12, 1))]),
    )
    expect(bids.map(short)).toEqual([['b2', 11, 5], ['b3', 11, 1], ['b1', 10, 5]]) // prettier-ignore
    expect(asks.map(short)).toEqual([['a2', 12, 5], ['a3', 12, 1], ['a1', 13, 5]]) // prettier-ignore
  })

  it('adds by replacing, updates by merging, deletes, and passes over what it does not know', () => {
    const seen = last(
      {},
      whole,
      mapUpdate([
        add('b1', { ORDER_SIDE: 1, ORDER_PRC: 9 }),
        change('b2', { ORDER_SIZE: 7, MMID: 'X' }),
        remove('a2'),
        remove('none'),
        change('none', order(1, 99, 1)),
      ]),
    )
    expect(seen.bids.map(({ fields }) => fields)).toEqual([
      { ORDER_SIDE: 1, ORDER_PRC: 11, ORDER_SIZE: 7, MMID: 'X' },
      { ORDER_SIDE: 1, ORDER_PRC: 9 },
    ])
    expect(seen.bids.map(short)).toEqual([['b2', 11, 7], ['b1', 9, null]]) // prettier-ignore
    expect(seen.asks.map(short)).toEqual([['a1', 13, 5]])
    expect(seen.changed).toEqual(['b1', 'b2', 'a2'])
  })

  it('gives a side that did not change as the same array, and an entry as the same object', () => {
    const [first, second, third] = books({}, whole, mapUpdate([change('b2', { ORDER_SIZE: 6 })]), whole)
    expect(second?.asks).toBe(first?.asks)
    expect(second?.bids).not.toBe(first?.bids)
    expect(second?.bids[1]).toBe(first?.bids[1])
    expect(first?.bids[0]).toMatchObject({ size: 5 })
    expect(third?.asks).toBe(first?.asks)
    expect(third?.changed).toEqual(['b2'])
  })

  it('names nothing as changed that is as it was', () => {
    const again = mapUpdate([change('b2', { ORDER_SIZE: 5 }), remove('a1'), a1])
    const [first, second] = books({}, whole, again)
    expect(second).toMatchObject({ changed: [] })
    expect(second?.bids).toBe(first?.bids)
  })

  it('moves an entry whose price or side changes, behind those that were there before', () => {
    const moved = mapUpdate([change('b2', { ORDER_PRC: 10 }), change('a2', { ORDER_SIDE: 'BID', ORDER_PRC: 10 })]) // prettier-ignore
    const { bids, asks } = last({}, whole, moved)
    expect([ids(bids), ids(asks)]).toEqual([['b1', 'b2', 'a2'], ['a1']])
  })

  it('shows the best levels only, and does not touch a side for what happens below', () => {
    const [first, second, third] = books(
      { levels: 1 },
      whole,
      mapUpdate([change('b1', { ORDER_SIZE: 9 })]),
      mapUpdate([remove('b2')]),
    )
    expect([ids(first!.bids), ids(first!.asks)]).toEqual([['b2'], ['a2']])
    expect(second).toMatchObject({ changed: ['b1'] })
    expect(second?.bids).toBe(first?.bids)
    expect(third?.bids.map(short)).toEqual([['b1', 10, 9]])
  })

  describe('reads the side', () => {
    it.each([
      [1, 'bid'], ['1', 'bid'], ['BID', 'bid'], [' b ', 'bid'], ['Buy', 'bid'],
      [2, 'ask'], ['ASK', 'ask'], ['A', 'ask'], ['S  ', 'ask'], ['sell', 'ask'],
    ])('%j as %s', (side, expected) => {
      const { bids, asks } = last({}, mapRefresh([add(7, order(side, 1, 1))]))
      expect([...bids, ...asks].map((entry) => entry.side)).toEqual([expected])
    }) // prettier-ignore

    it('from the last letter of the key where no field tells, decoded where keys are buffers', () => {
      const price = { ORDER_PRC: 50.51 }
      const keys = mapRefresh(
        [add('NTAuNTEwMDAwQQ==', price), add('MzQuNTli', price)],
        {},
        { KeyType: 'Buffer' },
      )
      const { bids, asks } = last({}, keys)
      expect(asks).toMatchObject([{ key: 'NTAuNTEwMDAwQQ==', id: '50.510000A' }])
      expect(bids).toMatchObject([{ key: 'MzQuNTli', id: '34.59b' }])
    })

    it('from a key that is decoded even where a later message does not say how', () => {
      const first = mapRefresh([], {}, { KeyType: 'Buffer' })
      const later = mapUpdate([add('MzQuNTli', { ORDER_PRC: 1 })], {}, { KeyType: undefined as never })
      expect(last({}, first, later).bids).toMatchObject([{ id: '34.59b' }])
    })

    it('from what it was, when the entry is replaced without one', () => {
      const { bids } = last(
        {},
        mapRefresh([add('7', order(1, 1, 1))]),
        mapUpdate([add('7', { ORDER_PRC: 2 })]),
      )
      expect(bids.map(short)).toEqual([['7', 2, null]])
    })

    it('as soon as there is one', () => {
      const [none, some] = books({}, mapRefresh([add('7', { ORDER_PRC: 2 })]), mapUpdate([change('7', { ORDER_SIDE: 2 })])) // prettier-ignore
      expect([none?.bids, none?.asks]).toEqual([[], []])
      expect(ids(some!.asks)).toEqual(['7'])
    })
  })

  it.each([[null], ['Inf'], ['NaN'], ['at market'], [{}]])(
    'stands %j for no price before all prices',
    (price) => {
      const { bids, asks } = last(
        {},
        whole,
        mapUpdate([add('m', order(1, price, 3)), add('n', order(2, price, 3))]),
      )
      expect(bids.map(short)[0]).toEqual(['m', null, 3])
      expect(asks.map(short)[0]).toEqual(['n', null, 3])
      const aggregated = last(
        { by: 'price' },
        mapRefresh([add('m', order(1, price, 3)), add('n', order(1, null, 4)), b1]),
      )
      expect(aggregated.bids).toMatchObject([{ id: 'B', price: null, size: 7, orders: 2 }, { id: '10B' }])
    },
  )

  it('takes sizes and numbers of orders of price levels', () => {
    const { bids } = last({}, mapRefresh([add('1B', { ORDER_PRC: 1, ACC_SIZE: 700, NO_ORD: 6 })]))
    expect(bids).toMatchObject([{ price: 1, size: 700, orders: 6 }])
    expect(last({}, whole).bids[0]).not.toHaveProperty('orders')
  })

  it('lets fields have other names, several of which the first one there counts', () => {
    const fields = { price: 'P', size: ['S1', 'S2'], side: 'D', orders: 'N' } as const
    const entry = add('x', { P: 1, S1: null, S2: 4, D: 'A', N: 2, ORDER_PRC: 9, ORDER_SIDE: 1 })
    expect(last({ fields }, mapRefresh([entry])).asks).toMatchObject([{ price: 1, size: 4, orders: 2 }])
  })

  describe('of market makers', () => {
    const quote = add('CTDL', { BID: 90, ASK: 101, BIDSIZE: 1, ASKSIZE: 2 })

    it('has an entry on each side that has a price', () => {
      const seen = books({}, mapRefresh([quote]), mapUpdate([change('CTDL', { ASK: null })]))
      expect(seen[0]).toMatchObject({
        bids: [{ key: 'CTDL', side: 'bid', price: 90, size: 1 }],
        asks: [{ key: 'CTDL', side: 'ask', price: 101, size: 2 }],
        changed: ['CTDL'],
      })
      expect(seen[1]).toMatchObject({ bids: [{ price: 90 }], asks: [], changed: ['CTDL'] })
    })

    it('are put together by price, and told from orders where it is said', () => {
      const other = add('STFL', { BID: 90, ASK: 103, BIDSIZE: 3, ASKSIZE: 4 })
      expect(last({ by: 'price' }, mapRefresh([quote, other])).bids).toMatchObject([{ size: 4, orders: 2 }])
      const odd = mapRefresh([add('x', { ...order(1, 5, 5), BID: 1, BIDSIZE: 2 })])
      expect(last({}, odd).bids).toMatchObject([{ price: 5 }])
      expect(last({ by: 'maker' }, odd).bids).toMatchObject([{ price: 1, size: 2 }])
      expect(last({ by: 'order' }, mapRefresh([quote])).bids).toEqual([])
    })
  })

  describe('by price', () => {
    it('sums what stands at each price, as orders come, change and go', () => {
      const seen = books(
        { by: 'price' },
        mapRefresh([b1, b2, add('b3', order(1, 10, 0.1)), add('b4', order(1, 10, 0.2))]),
        mapUpdate([remove('b1'), change('b3', { ORDER_PRC: 11 })]),
        mapUpdate([remove('b2'), remove('b3')]),
      )
      const levels = ({ bids }: Book): unknown[] => bids.map(({ id, price, size, orders }) => [id, price, size, orders]) // prettier-ignore
      expect(seen.map(levels)).toEqual([
        [['11B', 11, 5, 1], ['10B', 10, 5.3, 3]],
        [['11B', 11, 5.1, 2], ['10B', 10, 0.2, 1]],
        [['10B', 10, 0.2, 1]],
      ]) // prettier-ignore
      expect(seen.map(({ changed }) => changed)).toEqual([['10B', '11B'], ['10B', '11B'], ['11B']])
    })

    it('keeps a level as it is whose orders change places', () => {
      const [first, second] = books(
        { by: 'price' },
        whole,
        mapUpdate([remove('b1'), add('b9', order(1, 10, 5))]),
      )
      expect(second?.bids).toBe(first?.bids)
      expect(second?.changed).toEqual([])
    })

    it('leaves levels alone that came as levels', () => {
      const level = { ORDER_SIDE: 1, ORDER_PRC: 10, ORDER_SIZE: 5, NO_ORD: 3, LV_DATE: '2018-04-06' }
      expect(last({ by: 'price' }, mapRefresh([add('10B', level)])).bids).toMatchObject([
        { orders: 3, fields: level },
      ])
    })

    it('has no size any more when those who told one have gone', () => {
      const untold = add('x', { ORDER_SIDE: 1, ORDER_PRC: 10 })
      expect(last({ by: 'price' }, mapRefresh([b1, untold]), mapUpdate([remove('b1')])).bids).toMatchObject([{ size: null, orders: 1 }]) // prettier-ignore
    })

    it('has no size where none is told', () => {
      expect(last({ by: 'price' }, mapRefresh([add('x', { ORDER_SIDE: 1, ORDER_PRC: 1 })])).bids).toMatchObject([{ size: null, orders: 1 }]) // prettier-ignore
    })
  })

  describe('over refreshes', () => {
    it('shows a half-built book as incomplete, updates in between applied', () => {
      const seen = books(
        {},
        mapRefresh(
          [b1],
          { complete: false, message: message({ PartNumber: 0 }) },
          { Summary: { Fields: { CURRENCY: 840 } } },
        ),
        mapUpdate([change('b1', { ORDER_SIZE: 8 }), change('b2', { ORDER_SIZE: 8 }), a1]),
        mapRefresh([b2], { recovered: { awayMs: 3 }, message: message({ PartNumber: 1 }) }),
      )
      expect(seen.map(({ complete }) => complete)).toEqual([false, false, true])
      expect(seen[2]?.bids.map(short)).toEqual([['b2', 11, 5], ['b1', 10, 8]]) // prettier-ignore
      expect(ids(seen[2]!.asks)).toEqual(['a1'])
      expect(seen.map(({ summary }) => summary)).toEqual(Array(3).fill({ CURRENCY: 840 }))
      expect(seen.map(({ recovered }) => recovered)).toEqual([undefined, undefined, { awayMs: 3 }])
    })

    it('forgets the book, its summary and a half-built refresh when another begins', () => {
      const part = (entry: typeof b1, more: object): ItemEvent => mapRefresh([entry], { complete: false, message: message(more) }) // prettier-ignore
      const before = mapRefresh([a1], {}, { Summary: { Fields: { X: 1 } } })
      expect(last({}, before, whole).summary).toEqual({})
      expect(last({}, before, whole).complete).toBe(true)
      expect(ids(last({}, before, part(b1, { PartNumber: 0 }), part(b2, { PartNumber: 0 })).bids)).toEqual([
        'b2',
      ])
      expect(ids(last({}, before, part(b1, {}), part(b2, {})).bids)).toEqual(['b2', 'b1'])
      expect(ids(last({}, before, part(b1, { ID: 2 }), part(b2, { ID: 3 })).bids)).toEqual(['b2'])
    })

    it('forgets what was half-built when the session ended', () => {
      const error = new LoginError('login-closed', 'gone')
      const lost: StatusEvent = {
        ...staleStatus,
        stale: { since: 1, cause: { code: error.code, text: '', error } },
      }
      const half = mapRefresh([b1], { complete: false })
      expect(ids(last({}, half, lost, mapRefresh([b2])).bids)).toEqual(['b2'])
      expect(ids(last({}, half, staleStatus, mapRefresh([b2])).bids)).toEqual(['b2', 'b1'])
    })

    it('is empty when the server has taken the entries back', () => {
      const seen = books({}, mapRefresh([b1], {}, { Summary: { Fields: { X: 1 } } }), { ...staleStatus, cleared: true }, mapUpdate([b2])) // prettier-ignore
      expect(seen.map(({ bids }) => ids(bids))).toEqual([['b1'], [], ['b2']])
      expect(seen[1]).toMatchObject({ summary: {}, changed: ['b1'], stale: staleStatus.stale })
    })

    it('begins and ends a refresh with a part that is not to be cached', () => {
      const uncached = (more: Partial<RefreshEvent>): ItemEvent => mapRefresh([add('b3', order(1, 30, 1))], { message: message({ DoNotCache: true }), ...more }) // prettier-ignore
      const part = mapRefresh([b1], { complete: false, message: message({}) })
      const rest = mapRefresh([b2], { message: message({}) })
      const ended = books({}, part, uncached({}), rest)
      expect(ended.map(({ complete }) => complete)).toEqual([false, true, true])
      expect(ended.map(({ bids }) => ids(bids))).toEqual([['b1'], ['b1'], ['b2']])
      const begun = books({}, rest, uncached({ complete: false }), part, uncached({}))
      expect(begun.map(({ complete }) => complete)).toEqual([true, false, false, true])
      expect(ids(begun[3]!.bids)).toEqual(['b2', 'b1'])
      expect(last({}, uncached({}))).toMatchObject({ complete: false, bids: [] })
    })

    it('lays a refresh over the book that says so', () => {
      const over = mapRefresh([add('b1', order(1, 20, 1))], { message: message({ ClearCache: false }) })
      expect(last({}, whole, over).bids.map(short)).toEqual([['b1', 20, 1], ['b2', 11, 5]]) // prettier-ignore
    })

    it('orders equal prices as the newest refresh does', () => {
      const [first, second] = books({}, mapRefresh([b1, add('b9', order(1, 10, 1))]), mapRefresh([add('b9', order(1, 10, 1)), b1])) // prettier-ignore
      expect([ids(first!.bids), ids(second!.bids)]).toEqual([['b1', 'b9'], ['b9', 'b1']]) // prettier-ignore
      expect(second?.changed).toEqual([])
    })

    it('names what a refresh no longer holds', () => {
      expect(last({}, whole, mapRefresh([b1, a1])).changed).toEqual(['b2', 'a2'])
    })
  })

  it('does not take over what is not to be cached, but its health', () => {
    const seen = books(
      {},
      whole,
      staleStatus,
      mapUpdate([remove('b1')], { message: { ID: 2, Type: 'Update', DoNotCache: true } }),
      mapRefresh([], { message: message({ DoNotCache: true }) }),
    )
    expect(seen).toHaveLength(3)
    expect(seen.map(({ stale }) => stale !== false)).toEqual([false, true, false])
    expect(seen.map(({ bids }) => bids)).toEqual(Array(3).fill(seen[0]?.bids))
  })

  it('keeps the book, as the same objects, where only the health or the summary changes', () => {
    const [first, second, third] = books({}, whole, staleStatus, mapUpdate([], {}, { Summary: { Fields: { T: 1 } } })) // prettier-ignore
    expect(second).toMatchObject({ stale: staleStatus.stale, state: { data: 'Suspect' }, changed: [], complete: true }) // prettier-ignore
    expect([second?.bids, third?.asks, third?.bids]).toEqual([first?.bids, first?.asks, first?.bids])
    expect(third?.bids).toBe(first?.bids)
    expect(third?.summary).toEqual({ T: 1 })
  })

  it('is empty before the first refresh', () => {
    expect(books({}, staleStatus)).toMatchObject([{ bids: [], asks: [], summary: {}, complete: false }])
  })

  it.each([
    ['no content', refreshEvent({ BID: 1 })],
    ['a blank map', refreshEvent({}, { content: { Map: null } })],
    ['a map that is none', refreshEvent({}, { content: { Map: [1] as never } })],
    ['entries that are none', mapRefresh('x' as never)],
    ['entries of the wrong kind', mapRefresh([null, 7, {}, { Action: 'Add' }, { Action: 'Add', Key: null }, { Action: 'Jump', Key: 1 }] as never)], // prettier-ignore
    ['fields that are none', mapRefresh([{ Action: 'Add', Key: 'x', Fields: [1] as never }])],
    ['a summary that is none', mapRefresh([], {}, { Summary: 7 as never })],
  ])('survives %s', (_, event) => {
    expect(books({}, event, mapUpdate([b1]))[1]).toMatchObject({ bids: [{ id: 'b1' }], asks: [] })
  })

  it('takes actions by number, and keys that look alike for two', () => {
    const numbered = [add(1, order(1, 1, 1)), add('1', order(1, 2, 2))].map((entry) => ({ ...entry, Action: 2 as never })) // prettier-ignore
    expect(last({}, mapRefresh(numbered)).bids.map(short)).toEqual([['1', 2, 2], ['1', 1, 1]]) // prettier-ignore
    expect(last({}, mapRefresh(numbered), mapUpdate([{ Action: 3 as never, Key: 1 }])).bids).toHaveLength(1)
  })

  it('is not fooled by keys and fields such as __proto__ and constructor', () => {
    const nasty = JSON.parse(
      '{"__proto__":{"ORDER_PRC":1},"constructor":2,"ORDER_SIDE":1,"ORDER_SIZE":3}',
    ) as object
    const { bids } = last({}, mapRefresh([add('__proto__', nasty)]), mapUpdate([change('__proto__', nasty)]))
    expect(bids).toMatchObject([{ key: '__proto__', price: null, size: 3 }])
    expect(Object.keys(bids[0]!.fields)).toEqual(['__proto__', 'constructor', 'ORDER_SIDE', 'ORDER_SIZE'])
  })

  it('passes the end on, in both forms, and starts anew for each subscriber', () => {
    const book$ = of(mapUpdate([b1]), mapUpdate([change('b1', { ORDER_SIZE: 1 })])).pipe(toBook())
    expect(observe(book$)).toMatchObject({ completions: 1 })
    expect(observe(book$).values[0]).toMatchObject({ bids: [{ size: 5 }] })
    expect(observe(throwError(() => new Error('end')).pipe(toBook()))).toMatchObject({ errors: 1 })
  })
})
