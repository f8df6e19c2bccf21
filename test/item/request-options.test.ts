import { describe, expect, it } from 'vitest'
import { NEVER } from 'rxjs'
import { UsageError } from '../../src/errors.js'
import type { ItemOptions } from '../../src/item/asking/item-request.js'
import { withItems } from '../support/item-bench.js'
import { errorMessage, refresh, status } from '../support/server-messages.js'

const best = { timeliness: 'Realtime', rate: 'TickByTick' } as const
const worst = { timeliness: 'Delayed', rate: 'TimeConflated', timeInfo: 900, rateInfo: 500 } as const

describe('what an item is asked for with', () => {
  it('is in the request under the names of the protocol', () => {
    withItems(({ open, session }) => {
      open('EUR=', {
        domain: 30,
        priority: { class: 5, count: 6 },
        qos: best,
        worstQos: worst,
        key: { filter: 2 ** 32 - 1, identifier: -3, elements: { A: 1n, B: { Type: 'Int', Data: -5 } } },
      })
      expect(session.requests()).toEqual([
        {
          ID: 2,
          Domain: 30,
          Key: {
            Name: 'EUR=',
            Filter: 4_294_967_295,
            Identifier: -3,
            Elements: { A: 1n, B: { Type: 'Int', Data: -5 } },
          },
          KeyInUpdates: false,
          Priority: { Class: 5, Count: 6 },
          Qos: { Timeliness: 'Realtime', Rate: 'TickByTick' },
          WorstQos: { Timeliness: 'Delayed', Rate: 'TimeConflated', TimeInfo: 900, RateInfo: 500 },
        },
      ])
    })
  })

  it('is not changed by a caller who changes it later', () => {
    withItems(({ items, session, advance }) => {
      const key = { elements: { A: { Type: 'Int' as const, Data: 1 } } }
      const priority = { class: 2, count: 2 }
      const item$ = items.item('EUR=', { key, priority })
      key.elements.A.Data = 2
      priority.class = 9
      item$.subscribe()
      advance(0)
      expect(session.requests()).toMatchObject([
        { Key: { Elements: { A: { Data: 1 } } }, Priority: { Class: 2 } },
      ])
    })
  })

  it.each<readonly [string, ItemOptions, ItemOptions, number]>([
    ['domain', {}, { domain: 'MarketByOrder' }, 2],
    ['domain by number', { domain: 'MarketByOrder' }, { domain: 7 }, 1],
    ['quality of service', {}, { qos: best }, 2],
    ['worst quality', { qos: best }, { qos: best, worstQos: worst }, 2],
    ['key', { key: { filter: 1 } }, { key: { filter: 2 } }, 2],
    ['equal key', { key: { fields: { A: 1 } } }, { key: { fields: { A: 1 } } }, 1],
    ['bigint in the key', { key: { fields: { A: 1n } } }, { key: { fields: { A: '1' } } }, 2],
    ['private', {}, { private: true }, 2],
    ['priority', {}, { priority: { class: 2, count: 1 } }, 1],
    ['cache', {}, { cache: false }, 1],
    ['integers', {}, { integers: 'exact' }, 1],
    ['pause', {}, { pauseWhile: NEVER }, 1],
  ])('makes one stream or two: %s', (_, one, other, streams) => {
    withItems(({ items, session, advance }) => {
      items.item('EUR=', one).subscribe()
      items.item('EUR=', other).subscribe()
      advance(0)
      expect(new Set(session.requests().map(({ ID }) => ID)).size).toBe(streams)
    })
  })

  it('is the same in whatever order its members are written', () => {
    withItems(({ open, session }) => {
      open('EUR=', { qos: { timeliness: 'Realtime', rate: 'TickByTick' }, key: { filter: 1, identifier: 2 } })
      open('EUR=', { qos: { rate: 'TickByTick', timeliness: 'Realtime' }, key: { identifier: 2, filter: 1 } })
      expect(session.requests()).toHaveLength(1)
    })
  })

  it('goes out in one batch only where it is the same', () => {
    withItems(({ items, session, advance }) => {
      items.many(['A', 'B'], {}).subscribe()
      items.many(['C', 'D'], { priority: { class: 2, count: 1 } }).subscribe()
      items.many(['E', 'F'], { priority: { class: 2, count: 1 }, view: ['BID'] }).subscribe()
      items.many(['G', 'H'], { priority: { class: 2, count: 1 } }).subscribe()
      items.many(['I', 'J'], { qos: best }).subscribe()
      advance(0)
      const names = session.requests().map(({ Key }) => [Key.Name].flat().join(''))
      expect(names.sort()).toEqual(['AB', 'CDGH', 'EF', 'IJ'])
    })
  })

  it('is kept by a redirect', () => {
    withItems(({ open, session, advance }) => {
      const { id } = open('OLD', { key: { filter: 3 }, qos: best, priority: { class: 7, count: 1 } })
      session.receive(status(id, 'Redirected', 'Ok', undefined, { Key: { Name: 'NEW' } }))
      advance(0)
      expect(session.requests()[1]).toMatchObject({
        Key: { Name: 'NEW', Filter: 3 },
        Qos: { Rate: 'TickByTick' },
        Priority: { Class: 7 },
      })
    })
  })

  it.each([
    [{ priority: { class: 256, count: 1 } }, 'priority'],
    [{ priority: { class: 1, count: 65_536 } }, 'priority'],
    [{ priority: { class: 1.5, count: 1 } }, 'priority'],
    [{ priority: { class: 1 } }, 'priority'],
    [{ qos: 'best' }, 'qos'],
    [{ qos: { ...best, timeInfo: -1 } }, 'qos'],
    [{ worstQos: best }, '`worstQos` needs `qos`'],
    [{ key: { filter: 2 ** 32 } }, 'key.filter'],
    [{ key: { filter: -1 } }, 'key.filter'],
    [{ key: { identifier: 2 ** 31 } }, 'key.identifier'],
    [{ key: { elements: [1] } }, 'key.elements'],
    [{ key: { elements: { A: () => 1 } } }, 'key.elements'],
    [{ key: { elements: {}, fields: {} } }, '`elements` or `fields`'],
    [{ cache: 1 }, 'cache'],
    [{ integers: 'all' }, 'integers'],
    [{ pauseWhile: true }, 'pauseWhile'],
    [{ view: [] }, 'view'],
  ])('is refused: %j', (options, text) => {
    withItems(({ items }) => {
      const call = (): unknown => items.item('EUR=', options as unknown as ItemOptions)
      expect(call).toThrow(UsageError)
      expect(call).toThrow(text)
    })
  })

  it('is refused when it holds itself, and no value is in the error', () => {
    withItems(({ items }) => {
      const fields: Record<string, unknown> = { A: 'secret' }
      fields['B'] = fields
      const call = (): unknown => items.item('EUR=', { key: { fields } } as ItemOptions)
      expect(call).toThrow(UsageError)
      expect(call).not.toThrow('secret')
    })
  })
})

describe('the priority', () => {
  it('is that of the most important subscriber, by class and then by count', () => {
    withItems(({ items, session, advance }) => {
      items.item('EUR=', { priority: { class: 2, count: 9 } }).subscribe()
      items.item('EUR=', { priority: { class: 3, count: 1 } }).subscribe()
      items.item('EUR=', { priority: { class: 3, count: 2 } }).subscribe()
      items.item('EUR=', {}).subscribe()
      advance(0)
      expect(session.requests()).toMatchObject([{ Priority: { Class: 3, Count: 2 } }])
    })
  })

  it('of one who says nothing is above the lowest', () => {
    withItems(({ items, session, advance }) => {
      items.item('EUR=', { priority: { class: 0, count: 9 } }).subscribe()
      items.item('EUR=', {}).subscribe()
      advance(0)
      expect(session.requests()).toMatchObject([{ Priority: { Class: 1, Count: 1 } }])
    })
  })

  it('changes without a refresh, and is taken back in so many words', () => {
    withItems(({ open, session, advance }) => {
      const { id } = open('EUR=')
      session.receive(refresh(id))
      const important = open('EUR=', { priority: { class: 4, count: 1 } })
      expect(session.requests()[1]).toMatchObject({
        ID: id,
        Refresh: false,
        Priority: { Class: 4, Count: 1 },
      })
      expect(important.values).toHaveLength(1)
      important.subscription.unsubscribe()
      advance(0)
      expect(session.requests()[2]).toMatchObject({ Refresh: false, Priority: { Class: 1, Count: 1 } })
    })
  })

  it('that is the usual one makes no difference', () => {
    withItems(({ open, session }) => {
      session.receive(refresh(open('EUR=').id))
      open('EUR=', { priority: { class: 1, count: 1 } })
      expect(session.requests()).toHaveLength(1)
    })
  })
})

describe('exact integers', () => {
  it('are asked for on the streams that want them, while anybody does', () => {
    withItems(({ open, session, serving, serve, advance }) => {
      const plain = open('A')
      expect(session.exact).toBeUndefined()
      const exact = open('B', { integers: 'exact' })
      open('A', { integers: 'exact' }).subscription.unsubscribe()
      expect([plain.id, exact.id, 99].map((id) => session.exact?.(id))).toEqual([false, true, false])
      serving.unsubscribe()
      const next = serve()
      advance(0)
      expect(next.session.exact?.(next.session.idOf('B'))).toBe(true)
      exact.subscription.unsubscribe()
      expect(next.session.exact).toBeUndefined()
      next.serving.unsubscribe()
    })
  })

  it('are no longer asked for when the item has ended', () => {
    withItems(({ open, session }) => {
      const { id } = open('A', { integers: 'exact' })
      session.receive(status(id, 'Closed', 'Ok'))
      expect(session.exact).toBeUndefined()
    })
  })
})

describe('an error of the server', () => {
  it('is read, for the item and for the events', () => {
    withItems(({ open, session, events }) => {
      const one = open('A')
      const other = open('B')
      const text = "JSON Unexpected Value. Received 'X' for key 'Service'"
      session.receive(refresh(other.id), errorMessage(one.id, text), errorMessage(other.id, text))
      const fault = { category: 'unexpected-value', key: 'Service' }
      expect(one.error).toMatchObject({ code: 'request-not-understood', fault })
      expect(events).toMatchObject([{ event: 'item.error', name: 'B', fault }])
    })
  })
})
