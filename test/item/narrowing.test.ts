import { describe, expect, it } from 'vitest'
import { withItems } from '../support/item-bench.js'
import { observe } from '../support/observe.js'
import { refresh, update } from '../support/server-messages.js'

const fields = { BID: 1, ASK: 2, VOL: 3 }

describe('a view', () => {
  it('is narrowed without a refresh when the one who wanted more leaves', () => {
    withItems(({ open, session, advance }) => {
      const bid = open('EUR=', { view: ['BID'], service: 'S', private: true })
      session.receive(refresh(bid.id, fields))
      const ask = open('EUR=', { view: ['ASK'], service: 'S', private: true })
      session.receive(refresh(bid.id, fields))
      ask.subscription.unsubscribe()
      advance(0)
      expect(session.requests()[2]).toEqual({
        ID: bid.id,
        Key: { Name: 'EUR=', Service: 'S' },
        Refresh: false,
        Private: true,
        KeyInUpdates: false,
        View: ['BID'],
      })
      // No answer is wanted, so none is missed.
      advance(600_000)
      expect(session.requests()).toHaveLength(3)
      expect(session.closed()).toEqual([])
      expect(bid.values).toHaveLength(2)
    })
  })

  it('is narrowed from all fields', () => {
    withItems(({ open, session, advance }) => {
      const bid = open('EUR=', { view: ['BID'] })
      session.receive(refresh(bid.id, fields))
      const all = open('EUR=')
      session.receive(refresh(bid.id, fields))
      all.subscription.unsubscribe()
      advance(0)
      expect(session.requests()[2]).toMatchObject({ Refresh: false, View: ['BID'] })
    })
  })

  it('stays when nobody wanted less, and when the fields are the same in another order', () => {
    withItems(({ open, session, advance }) => {
      const one = open('EUR=', { view: ['BID', 'ASK'] })
      const other = open('EUR=', { view: ['ASK', 'BID'] })
      session.receive(refresh(one.id, fields))
      one.subscription.unsubscribe()
      advance(0)
      expect(session.requests()).toHaveLength(1)
      other.subscription.unsubscribe()
      advance(0)
      expect(session.closed()).toEqual([one.id])
    })
  })

  it('that is narrowed and widened within a tick goes out once', () => {
    withItems(({ open, items, session, advance }) => {
      const bid = open('EUR=', { view: ['BID'] })
      session.receive(refresh(bid.id, fields))
      const ask = open('EUR=', { view: ['ASK'] })
      session.receive(refresh(bid.id, fields))
      ask.subscription.unsubscribe()
      items.item('EUR=', { view: ['VOL'] }).subscribe()
      advance(0)
      expect(session.requests().slice(2)).toMatchObject([{ View: ['BID', 'VOL'] }])
      expect(session.requests()[2]).not.toHaveProperty('Refresh')
    })
  })

  it('left and wanted again within a tick costs nothing upstream', () => {
    withItems(({ open, items, session, advance }) => {
      const bid = open('EUR=', { view: ['BID'] })
      session.receive(refresh(bid.id, fields))
      const ask = open('EUR=', { view: ['ASK'] })
      session.receive(refresh(bid.id, fields))
      ask.subscription.unsubscribe()
      const again = observe(items.item('EUR=', { view: ['ASK'] }))
      advance(0)
      expect(session.requests()).toHaveLength(2)
      expect(again.values).toMatchObject([{ fields: { ASK: 2 } }])
    })
  })

  it('that was narrowed does not hand out values that follow no more', () => {
    withItems(({ open, session, advance }) => {
      const bid = open('EUR=', { view: ['BID'] })
      session.receive(refresh(bid.id, fields))
      const ask = open('EUR=', { view: ['ASK'] })
      session.receive(refresh(bid.id, fields))
      ask.subscription.unsubscribe()
      advance(0)
      const again = open('EUR=', { view: ['ASK'] })
      expect(again.values).toEqual([])
      expect(session.requests()[3]).not.toHaveProperty('Refresh')
      session.receive(refresh(bid.id, { BID: 5, ASK: 6 }))
      expect(again.values).toMatchObject([{ fields: { ASK: 6 } }])
    })
  })

  it('with numbers that was narrowed gives a newcomer a refresh: which values are old cannot be told', () => {
    withItems(({ open, session, advance }) => {
      const numbers = open('EUR=', { view: [22, 'BID'] })
      session.receive(refresh(numbers.id, fields))
      const ask = open('EUR=', { view: ['ASK'] })
      session.receive(refresh(numbers.id, fields))
      ask.subscription.unsubscribe()
      advance(0)
      session.receive(update(numbers.id, { BID: 9 }))
      const late = open('EUR=', { view: [22] })
      expect(late.values).toEqual([])
      expect(session.requests()).toHaveLength(4)
    })
  })

  it('is left alone by a server without views, and on a snapshot', () => {
    withItems(
      ({ open, session, advance }) => {
        const bid = open('EUR=', { view: ['BID'] })
        session.receive(refresh(bid.id, fields))
        const ask = open('EUR=', { view: ['ASK'] })
        session.receive(refresh(bid.id, fields))
        const sent = session.requests().length
        ask.subscription.unsubscribe()
        advance(0)
        expect(session.requests()).toHaveLength(sent)
        // It is the whole content that comes, and is kept.
        expect(open('EUR=', { view: ['ASK'] }).values).toMatchObject([{ fields: { ASK: 2 } }])
      },
      { login: { views: false } },
    )
    withItems(({ items, session, advance }) => {
      items.item('EUR=', { view: ['BID'], snapshot: true }).subscribe()
      const ask = observe(items.item('EUR=', { view: ['ASK'], snapshot: true }))
      advance(0)
      ask.subscription.unsubscribe()
      advance(0)
      expect(session.sent).toHaveLength(1)
    })
  })

  it('narrowed before the first image does not refuse it', () => {
    withItems(({ open, session, advance }) => {
      const both = open('EUR=', { view: ['BID', 'ASK'] })
      const bid = open('EUR=', { view: ['BID'] })
      both.subscription.unsubscribe()
      advance(0)
      expect(session.requests()[1]).toMatchObject({ View: ['BID'] })
      expect(session.requests()[1]).not.toHaveProperty('Refresh')
      session.receive(refresh(bid.id, fields))
      expect(bid.values).toMatchObject([{ fields: { BID: 1 } }])
    })
  })

  it('too large together stays all fields while it is too large', () => {
    withItems(
      ({ open, session, advance }) => {
        const many = (letter: string): string[] =>
          Array.from({ length: 15 }, (_, index) => `${letter}${index}`)
        const one = open('EUR=', { view: many('A') })
        open('EUR=', { view: many('B') })
        session.receive(refresh(one.id))
        const last = open('EUR=', { view: many('C') })
        expect(session.requests()).toHaveLength(2)
        last.subscription.unsubscribe()
        advance(0)
        expect(session.requests()).toHaveLength(2)
      },
      { login: { maxMsgSize: 200 } },
    )
  })
})
