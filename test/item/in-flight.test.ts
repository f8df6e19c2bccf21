import { BehaviorSubject } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { askFor } from '../../src/item/asking/ask-for.js'
import type { ItemOptions } from '../../src/item/asking/item-request.js'
import { withItems } from '../support/item-bench.js'
import { observe } from '../support/observe.js'
import { refresh, status, update } from '../support/server-messages.js'

describe('a request that is changed before it is answered', () => {
  it('is changed when it has been: which of two answers has the new fields could not be told', () => {
    withItems(({ open, session, advance }) => {
      const first = open('EUR=', { view: ['BID'] })
      const second = open('EUR=', { view: ['ASK'] })
      expect(session.requests()).toHaveLength(1)
      session.receive(refresh(first.id, { BID: 1 }), update(first.id, { BID: 2 }))
      const third = open('EUR=', { view: ['ASK'] })
      advance(0)
      expect(session.requests().slice(1)).toMatchObject([{ ID: first.id, View: ['BID', 'ASK'] }])
      expect(session.requests()[1]).not.toHaveProperty('Refresh')
      session.receive(refresh(first.id, { BID: 2, ASK: 3 }), update(first.id, { ASK: 4 }))
      for (const { values } of [second, third])
        expect(values).toMatchObject([
          { type: 'refresh', fields: { ASK: 3 } },
          { type: 'update', fields: { ASK: 4 } },
        ])
      expect(first.values.map(({ type }) => type)).toEqual(['refresh', 'update', 'refresh'])
    })
  })

  it('is changed once for all who came meanwhile', () => {
    withItems(({ open, session, advance }) => {
      const { id } = open('EUR=', { view: ['A'] })
      session.receive(refresh(id, { A: 1 }))
      open('EUR=', { view: ['B'] })
      open('EUR=', { view: ['C'] })
      open('EUR=', { view: ['D'] })
      session.receive(refresh(id, { A: 1, B: 1 }))
      advance(0)
      expect(session.requests().slice(1)).toMatchObject([
        { View: ['A', 'B'] },
        { View: ['A', 'B', 'C', 'D'] },
      ])
    })
  })

  it('gets the image to one who comes to be content with what was asked for before', () => {
    withItems(({ open, items, session, advance }) => {
      const first = open('EUR=', { view: ['BID'], cache: false })
      const options = new BehaviorSubject<ItemOptions>({ view: ['BID', 'ASK'], cache: false })
      const second = observe(askFor(items, 'EUR=', options))
      first.subscription.unsubscribe()
      session.receive(refresh(first.id, { BID: 1 }))
      options.next({ view: ['BID'], cache: false })
      advance(0)
      expect(session.requests()).toHaveLength(2)
      session.receive(refresh(first.id, { BID: 2 }))
      expect(second.values).toMatchObject([{ type: 'refresh', fields: { BID: 2 } }])
    })
  })

  it('keeps nobody else waiting for its turn', () => {
    withItems(({ open, items, session, advance }) => {
      const slow = open('SLOW', { view: ['A'] })
      const quick = open('QUICK', { view: ['A'] })
      session.receive(refresh(quick.id, { A: 1 }))
      items.item('SLOW', { view: ['B'] }).subscribe()
      items.item('QUICK', { view: ['B'] }).subscribe()
      advance(0)
      expect(session.requests().slice(2)).toMatchObject([{ ID: quick.id, View: ['A', 'B'] }])
      expect(slow.values).toEqual([])
    })
  })

  it('is changed, too, when the server has only told that it has no data yet', () => {
    withItems(({ open, session, advance }) => {
      const { id } = open('EUR=', { view: ['BID'] })
      open('EUR=', { view: ['ASK'] })
      session.receive(status(id, 'Open', 'Suspect'))
      advance(0)
      expect(session.requests().slice(1)).toMatchObject([{ ID: id, View: ['BID', 'ASK'] }])
    })
  })

  it('goes out with everything when no answer comes in time', () => {
    withItems(({ open, session, advance }) => {
      open('EUR=', { view: ['BID'] })
      const second = open('EUR=', { view: ['ASK'] })
      advance(20_000)
      expect(session.requests().slice(1)).toMatchObject([{ View: ['BID', 'ASK'] }])
      session.receive(refresh(session.idOf('EUR='), { BID: 1, ASK: 2 }))
      expect(second.values.at(-1)).toMatchObject({ type: 'refresh', fields: { ASK: 2 } })
    })
  })
})

describe('a refresh that is not to be cached', () => {
  it('brings what is kept no new fields: a late subscriber gets a refresh with them', () => {
    withItems(({ open, session }) => {
      const { id } = open('EUR=', { view: ['BID'] })
      session.receive(refresh(id, { BID: 1 }))
      const second = open('EUR=', { view: ['ASK'] })
      session.receive(refresh(id, { BID: 1, ASK: 2 }, { DoNotCache: true }))
      expect(second.values).toMatchObject([{ fields: { ASK: 2 } }])
      const third = open('EUR=', { view: ['ASK'] })
      expect(third.values).toEqual([])
      session.receive(refresh(id, { BID: 1, ASK: 3 }))
      expect(third.values).toMatchObject([{ fields: { ASK: 3 } }])
    })
  })
})
