import { BehaviorSubject } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { askFor } from '../../src/item/asking/ask-for.js'
import type { ItemOptions } from '../../src/item/asking/item-request.js'
import { withItems } from '../support/item-bench.js'
import { observe } from '../support/observe.js'
import { errorMessage, refresh, update } from '../support/server-messages.js'

const refused = { type: 'status', state: { data: 'Suspect', code: 'UsageError' } }

describe('more fields that the server cannot read', () => {
  it('are told to those who wait for them, who get what there is of all fields; others go on', () => {
    withItems(({ open, session, advance }) => {
      const bid = open('EUR=', { view: ['BID'] })
      session.receive(refresh(bid.id, { BID: 1 }))
      const late = open('EUR=', { view: ['ASK', 99_999] })
      session.receive(errorMessage(bid.id, 'JSON Unexpected Value'), update(bid.id, { BID: 2 }))
      advance(0)
      expect(late.values).toMatchObject([
        { ...refused, stale: { cause: { code: 'UsageError', text: 'JSON Unexpected Value' } } },
      ])
      expect(session.requests()).toHaveLength(3)
      expect(session.requests()[2]).not.toHaveProperty('View')
      session.receive(refresh(bid.id, { BID: 3, ASK: 4 }), update(bid.id, { ASK: 5 }))
      expect(late.values.slice(1)).toMatchObject([
        { type: 'refresh', stale: false, fields: { ASK: 4 } },
        { type: 'update', fields: { ASK: 5 } },
      ])
      expect(bid.values.map(({ type }) => type)).toEqual(['refresh', 'update', 'refresh'])
      advance(600_000)
      expect(session.requests()).toHaveLength(3)
      expect(late.errors + bid.errors).toBe(0)
    })
  })

  it('end the item for those who wait, when all fields cannot be read either, and for nobody else', () => {
    withItems(({ open, items, session, advance }) => {
      const bid = open('EUR=', { view: ['BID'] })
      session.receive(refresh(bid.id, { BID: 1 }))
      const late = open('EUR=', { view: ['ASK'] })
      const many = observe(items.many(['EUR='], { view: ['ASK'] }))
      session.receive(errorMessage(bid.id))
      advance(0)
      session.receive(errorMessage(bid.id))
      advance(0)
      expect(late.error).toMatchObject({ code: 'request-not-understood', item: 'EUR=' })
      expect(late.values).toMatchObject([refused, { ...refused, state: { stream: 'Closed' } }])
      expect(many).toMatchObject({ errors: 0, completions: 1 })
      session.receive(update(bid.id, { BID: 2 }))
      expect(bid.values.map(({ type }) => type)).toEqual(['refresh', 'update'])
      expect(session.requests().at(-1)).toMatchObject({ Refresh: false, View: ['BID'] })
      expect(session.closed()).toEqual([])
    })
  })

  it('are told to one who changed to them, which keeps what it has', () => {
    withItems(({ items, session, advance }) => {
      const options = new BehaviorSubject<ItemOptions>({ view: ['BID'] })
      const seen = observe(askFor(items, 'EUR=', options))
      advance(0)
      const id = session.idOf('EUR=')
      session.receive(refresh(id, { BID: 1 }))
      options.next({ view: ['BID', 99_999] })
      advance(0)
      session.receive(errorMessage(id))
      advance(0)
      session.receive(update(id, { BID: 2 }), refresh(id, { BID: 3, ASK: 4 }))
      expect(seen.values).toMatchObject([
        { type: 'refresh' },
        refused,
        { type: 'update', fields: { BID: 2 } },
        { type: 'refresh', fields: { BID: 3 }, stale: false },
      ])
    })
  })

  it('are asked for by name again when the one who wanted them is content with others', () => {
    withItems(({ items, open, session, advance }) => {
      const bid = open('EUR=', { view: ['BID'] })
      session.receive(refresh(bid.id, { BID: 1 }))
      const options = new BehaviorSubject<ItemOptions>({ view: [99_999] })
      observe(askFor(items, 'EUR=', options))
      advance(0)
      session.receive(errorMessage(bid.id))
      advance(0)
      session.receive(refresh(bid.id, { BID: 1, ASK: 2 }))
      options.next({ view: ['ASK'] })
      advance(0)
      expect(session.requests().at(-1)).toMatchObject({ View: ['BID', 'ASK'], Refresh: false })
    })
  })

  it('leave the stream to the server when the one who waited was the last', () => {
    withItems(({ open, items, session, advance }) => {
      const bid = open('EUR=', { view: ['BID'] })
      session.receive(refresh(bid.id, { BID: 1 }))
      observe(items.many(['EUR=', 'JPY='], { view: ['ASK'] }))
      bid.subscription.unsubscribe()
      advance(0)
      session.receive(errorMessage(bid.id))
      advance(0)
      session.receive(errorMessage(bid.id))
      advance(0)
      expect(session.closed()).toEqual([bid.id])
    })
  })

  it('are asked for as they are on the next session', () => {
    withItems(({ open, session, serving, serve, advance }) => {
      const bid = open('EUR=', { view: ['BID'] })
      session.receive(refresh(bid.id, { BID: 1 }))
      open('EUR=', { view: ['ASK'] })
      session.receive(errorMessage(bid.id))
      advance(0)
      serving.unsubscribe()
      const next = serve()
      advance(0)
      expect(next.session.requests()).toMatchObject([{ View: ['BID', 'ASK'] }])
      next.serving.unsubscribe()
    })
  })
})

describe('a refresh for a newcomer that the server does not understand to give', () => {
  it('is told, and asked for once more', () => {
    withItems(({ open, session, advance }) => {
      const first = open('EUR=', { cache: false })
      session.receive(refresh(first.id, { BID: 1 }))
      const late = open('EUR=', { cache: false })
      session.receive(errorMessage(first.id))
      advance(0)
      expect(late.values).toMatchObject([refused])
      expect(first.values).toHaveLength(1)
      session.receive(refresh(first.id, { BID: 2 }))
      expect(late.values.slice(1)).toMatchObject([{ type: 'refresh', fields: { BID: 2 } }])
    })
  })
})

describe('the end of a pause that the server cannot read', () => {
  it('is told, and asked for once more', () => {
    withItems(({ open, session, advance }) => {
      const paused = new BehaviorSubject(false)
      const eur = open('EUR=', { pauseWhile: paused })
      session.receive(refresh(eur.id, { BID: 1 }))
      paused.next(true)
      advance(0)
      paused.next(false)
      advance(0)
      expect(session.requests()).toHaveLength(3)
      session.receive(errorMessage(eur.id))
      advance(0)
      expect(eur.values.slice(1)).toMatchObject([refused])
      expect(session.requests()).toHaveLength(4)
      session.receive(refresh(eur.id, { BID: 2 }))
      expect(eur.values.slice(2)).toMatchObject([{ type: 'refresh', stale: false, fields: { BID: 2 } }])
    })
  })

  it('is of no interest to those who are paused still', () => {
    withItems(({ open, session, advance }) => {
      const paused = new BehaviorSubject(false)
      const eur = open('EUR=', { pauseWhile: paused })
      session.receive(refresh(eur.id, { BID: 1 }))
      paused.next(true)
      advance(0)
      session.receive(errorMessage(eur.id))
      advance(0)
      expect(eur.values).toHaveLength(1)
      expect(session.requests()).toHaveLength(2)
    })
  })
})
