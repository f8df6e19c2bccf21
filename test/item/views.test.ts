import { describe, expect, it } from 'vitest'
import type { ItemEvent } from '../../src/item/item-event.js'
import { covers, union } from '../../src/item/stream/view.js'
import { withItems } from '../support/item-bench.js'
import { errorMessage, refresh, status, update } from '../support/server-messages.js'

const fieldsOf = (values: readonly ItemEvent[]): unknown[] =>
  values.flatMap((event) => ('fields' in event ? [event.fields] : []))

describe('views', () => {
  it('are put together upstream, and taken apart for each subscriber', () => {
    withItems(({ open, session }) => {
      const bid = open('EUR=', { view: ['BID'] })
      session.receive(refresh(bid.id, { BID: 1, EXTRA: 1 }))
      const ask = open('EUR=', { view: ['ASK'] })
      expect(session.requests()).toMatchObject([
        { ID: 2, View: ['BID'] },
        { ID: 2, Key: { Name: 'EUR=' }, View: ['BID', 'ASK'] },
      ])
      expect(session.requests()[1]).not.toHaveProperty('Refresh')
      // Until its refresh is there, the newcomer cannot make anything of updates.
      session.receive(update(bid.id, { BID: 2, ASK: 2 }))
      expect(ask.values).toEqual([])
      session.receive(
        refresh(bid.id, { BID: 3, ASK: 3 }),
        update(bid.id, { ASK: 4 }),
        update(bid.id, { BID: 5 }),
      )
      expect(fieldsOf(bid.values)).toEqual([{ BID: 1 }, { BID: 2 }, { BID: 3 }, { BID: 5 }])
      expect(fieldsOf(ask.values)).toEqual([{ ASK: 3 }, { ASK: 4 }])
    })
  })

  it('widen to all fields by a reissue without a view', () => {
    withItems(({ open, session }) => {
      const bid = open('EUR=', { view: ['BID'] })
      session.receive(refresh(bid.id, { BID: 1 }))
      open('EUR=')
      expect(session.requests()[1]).toEqual({ ID: 2, Key: { Name: 'EUR=' }, KeyInUpdates: false })
    })
  })

  it.each(['UnsupportedViewType', 'NoBatchViewSupportInReq'])(
    'that a server does not support (%s) cost no item: all fields are asked for, once',
    (code) => {
      withItems(({ open, session, advance }) => {
        const bid = open('EUR=', { view: ['BID'] })
        session.receive(status(bid.id, 'Closed', 'Suspect', code))
        advance(0)
        expect(session.requests()).toMatchObject([{ View: ['BID'] }, { Key: { Name: 'EUR=' } }])
        expect(session.requests()[1]).not.toHaveProperty('View')
        expect(bid.values).toEqual([])
        session.receive(refresh(session.idOf('EUR='), { BID: 1, ASK: 1 }))
        expect(bid.values).toMatchObject([{ fields: { BID: 1 }, stale: false }])
        // Nobody asked for a view now, so this is the item itself.
        session.receive(status(session.idOf('EUR='), 'Closed', 'Suspect', code))
        expect(bid.error).toMatchObject({ code: 'item-closed', state: { code } })
        expect(session.requests()).toHaveLength(2)
      })
    },
  )

  it('that are refused to one who joins make the item stale for the others, until all fields are there', () => {
    withItems(({ open, session, advance }) => {
      const bid = open('EUR=', { view: ['BID'] })
      session.receive(refresh(bid.id, { BID: 1 }))
      const ask = open('EUR=', { view: ['ASK'] })
      session.receive(status(bid.id, 'Closed', 'Suspect', 'UnsupportedViewType'))
      expect(bid.values.map(({ stale }) => stale === false)).toEqual([true, false])
      advance(0)
      session.receive(refresh(session.idOf('EUR='), { BID: 2, ASK: 2, OTHER: 2 }))
      expect(fieldsOf(bid.values)).toEqual([{ BID: 1 }, { BID: 2 }])
      expect(fieldsOf(ask.values)).toEqual([{ ASK: 2 }])
    })
  })

  it('that are covered cost nothing upstream', () => {
    withItems(({ open, session }) => {
      const both = open('EUR=', { view: ['BID', 'ASK'] })
      session.receive(refresh(both.id, { BID: 1, ASK: 2 }))
      const ask = open('EUR=', { view: ['ASK'] })
      expect(session.requests()).toHaveLength(1)
      expect(fieldsOf(ask.values)).toEqual([{ ASK: 2 }])
    })
  })

  it('go out as one when they are put together before the request is sent', () => {
    withItems(({ items, session, advance }) => {
      items.item('EUR=', { view: ['BID'] }).subscribe()
      items.item('EUR=', { view: ['ASK', 22] }).subscribe()
      advance(0)
      expect(session.requests()).toMatchObject([{ View: ['BID', 'ASK', 22] }])
    })
  })

  it('with field numbers get whatever comes', () => {
    withItems(({ open, session }) => {
      const eur = open('EUR=', { view: ['BID', 25] })
      session.receive(refresh(eur.id, { BID: 1, ASK: 2 }))
      expect(fieldsOf(eur.values)).toEqual([{ BID: 1, ASK: 2 }])
    })
  })

  it('are not changed by a caller who changes the array later', () => {
    withItems(({ items, session, advance }) => {
      const view = ['BID']
      const eur$ = items.item('EUR=', { view })
      view.push('ASK')
      eur$.subscribe()
      advance(0)
      expect(session.requests()).toMatchObject([{ View: ['BID'] }])
    })
  })

  it('too large together for one message are asked for as all fields', () => {
    withItems(
      ({ open, session, advance }) => {
        const fields = (letter: string): string[] =>
          Array.from({ length: 15 }, (_, index) => `${letter}${index}`)
        const one = open('EUR=', { view: fields('A') })
        session.receive(refresh(one.id))
        open('EUR=', { view: fields('B') })
        advance(0)
        expect(session.requests()[1]).not.toHaveProperty('View')
        expect(JSON.stringify(session.requests()[1]).length).toBeLessThanOrEqual(200)
      },
      { login: { maxMsgSize: 200 } },
    )
  })

  it('reissued in vain change nothing: an Error leaves the stream as it was', () => {
    withItems(({ open, session, advance, events }) => {
      const bid = open('EUR=', { view: ['BID'] })
      session.receive(refresh(bid.id, { BID: 1 }))
      open('EUR=', { view: ['ASK'] })
      session.receive(errorMessage(bid.id), update(bid.id, { BID: 2 }))
      advance(0)
      session.receive(errorMessage(bid.id))
      expect(bid.errors).toBe(0)
      expect(fieldsOf(bid.values)).toEqual([{ BID: 1 }, { BID: 2 }])
      expect(events).toMatchObject([{ event: 'item.error' }, { event: 'item.error' }])
      advance(60_000)
      expect(session.closed()).toEqual([])
    })
  })

  it('are covered and united as sets', () => {
    expect(covers(undefined, ['A'])).toBe(true)
    expect(covers(['A'], undefined)).toBe(false)
    expect(covers(['A', 'B'], ['B'])).toBe(true)
    expect(covers(['A'], ['B'])).toBe(false)
    expect(union(['A'], undefined)).toBeUndefined()
    expect(union(['A', 1], [1, 'B'])).toEqual(['A', 1, 'B'])
  })
})

describe('content that is not kept', () => {
  it('reaches a late subscriber by a new refresh, and not in halves', () => {
    withItems(({ open, session }) => {
      const book = (id: number, more: object = {}): object => ({
        ...refresh(id),
        Fields: undefined,
        Map: { Entries: [] },
        ...more,
      })
      const first = open('VOD.L', { domain: 'MarketByOrder', cache: false })
      session.receive(book(first.id))
      const late = open('VOD.L', { domain: 'MarketByOrder', cache: false })
      expect(session.requests()).toHaveLength(2)
      session.receive({ ID: first.id, Type: 'Update', Map: {} })
      expect(late.values).toEqual([])
      session.receive(book(first.id, { Complete: false }))
      expect(late.values).toHaveLength(1)
      const last = open('VOD.L', { domain: 'MarketByOrder', cache: false })
      session.receive(book(first.id, { Complete: true }))
      expect(late.values).toHaveLength(2)
      expect(last.values).toEqual([])
      session.receive(book(first.id))
      expect(last.values).toMatchObject([{ type: 'refresh', complete: true }])
    })
  })
})

describe('a snapshot', () => {
  it('ends with the part that completes it, and no close is sent', () => {
    withItems(({ open, session, advance }) => {
      const nonStreaming = { State: { Stream: 'NonStreaming', Data: 'Ok' } }
      const eur = open('EUR=', { snapshot: true })
      expect(session.requests()).toMatchObject([{ Streaming: false }])
      session.receive(refresh(eur.id, { A: 1 }, { ...nonStreaming, Complete: false }))
      session.receive(update(eur.id, { A: 2 }), status(eur.id, 'NonStreaming', 'Ok'))
      expect(eur.completions).toBe(0)
      session.receive(refresh(eur.id, { B: 1 }, nonStreaming))
      expect(eur.completions).toBe(1)
      expect(fieldsOf(eur.values)).toEqual([{ A: 1 }, { A: 2 }, { B: 1 }])
      advance(600_000)
      expect(session.sent).toHaveLength(1)
    })
  })

  it('is marked when its data is suspect', () => {
    withItems(({ open, session }) => {
      const eur = open('EUR=', { snapshot: true })
      session.receive(refresh(eur.id, { A: 1 }, { State: { Stream: 'NonStreaming', Data: 'Suspect' } }))
      expect(eur.values).toMatchObject([{ stale: { since: 0 } }])
      expect(eur.completions).toBe(1)
    })
  })

  it('of an open item comes from the cache', () => {
    withItems(({ open, session, advance }) => {
      const eur = open('EUR=')
      session.receive(refresh(eur.id, { BID: 1 }), update(eur.id, { BID: 2 }))
      const shot = open('EUR=', { snapshot: true })
      expect(fieldsOf(shot.values)).toEqual([{ BID: 2 }])
      expect(shot.completions).toBe(1)
      advance(0)
      expect(session.sent).toHaveLength(1)
      session.receive(update(eur.id, { BID: 3 }))
      expect(eur.values).toHaveLength(3)
    })
  })

  it('of an item that is asked for already waits for its refresh, and closes it when it was the last', () => {
    withItems(({ open, session, advance }) => {
      const eur = open('EUR=')
      const shot = open('EUR=', { snapshot: true })
      eur.subscription.unsubscribe()
      advance(0)
      expect(session.closed()).toEqual([])
      session.receive(refresh(eur.id, { BID: 2 }))
      advance(0)
      expect(shot.completions).toBe(1)
      expect(session.closed()).toEqual([eur.id])
    })
  })

  it('is closed when the server streams all the same', () => {
    withItems(({ open, session, advance }) => {
      const eur = open('EUR=', { snapshot: true })
      session.receive(refresh(eur.id))
      advance(0)
      expect(eur.completions).toBe(1)
      expect(session.closed()).toEqual([eur.id])
    })
  })

  it('may fail like any item', () => {
    withItems(({ open, session }) => {
      const eur = open('EUR=', { snapshot: true })
      session.receive(status(eur.id, 'Closed', 'Suspect', 'NotFound'))
      expect(eur.error).toMatchObject({ code: 'item-closed' })
    })
  })

  it('is asked for again after an outage', () => {
    withItems(({ open, session, serving, serve, advance, items }) => {
      const eur = open('EUR=', { snapshot: true })
      expect(session.requests()).toHaveLength(1)
      serving.unsubscribe()
      const next = serve()
      advance(0)
      next.session.receive(
        refresh(next.session.idOf('EUR='), { A: 1 }, { State: { Stream: 'NonStreaming', Data: 'Ok' } }),
      )
      expect(eur.completions).toBe(1)
      next.serving.unsubscribe()
      items.close()
    })
  })
})

describe('a redirect', () => {
  it('is followed under the key of the message; what is missing there stays', () => {
    withItems(({ open, session, advance }) => {
      const eur = open('OLD', { service: 'S', view: ['BID'] })
      session.receive(status(eur.id, 'Redirected', 'Ok', undefined, { Key: { Name: 'NEW' } }))
      advance(0)
      expect(session.requests()[1]).toMatchObject({
        ID: 3,
        Key: { Name: 'NEW', Service: 'S' },
        View: ['BID'],
      })
      session.receive(refresh(3, { BID: 1 }, { Key: { Name: 'NEW', Service: 'T' } }))
      expect(eur.values).toMatchObject([{ name: 'OLD', service: 'T', type: 'refresh' }])
      eur.subscription.unsubscribe()
      advance(0)
      expect(session.closed()).toEqual([3])
    })
  })

  it('by a refresh, too, with service and privacy', () => {
    withItems(({ open, session, advance }) => {
      const eur = open('OLD')
      session.receive({
        ...status(eur.id, 'Redirected', 'Ok', undefined, { Key: { Service: 'T' }, Private: true }),
        Type: 'Refresh',
      })
      advance(0)
      expect(session.requests()[1]).toMatchObject({ Key: { Name: 'OLD', Service: 'T' }, Private: true })
    })
  })

  it('without a key that demands privacy is the same item, in private', () => {
    withItems(({ open, session, advance }) => {
      const eur = open('OLD')
      session.receive(status(eur.id, 'Redirected', 'Suspect', undefined, { Private: true }))
      advance(0)
      expect(session.requests()[1]).toMatchObject({ Key: { Name: 'OLD' }, Private: true })
      expect(eur.errors).toBe(0)
    })
  })

  it('to nowhere ends the item', () => {
    withItems(({ open, session }) => {
      const eur = open('OLD')
      session.receive(status(eur.id, 'Redirected', 'Ok'))
      expect(eur.error).toMatchObject({ code: 'item-redirected', item: 'OLD' })
    })
  })

  it('in a circle ends the item after three hops', () => {
    withItems(({ open, session, advance }) => {
      const eur = open('A')
      for (let hop = 0; hop < 10; hop++) {
        const [name, other] = hop % 2 === 0 ? ['A', 'B'] : ['B', 'A']
        session.receive(status(session.idOf(name), 'Redirected', 'Ok', undefined, { Key: { Name: other } }))
        advance(0)
      }
      expect(eur.error).toMatchObject({ code: 'item-redirected' })
      expect(session.requests()).toHaveLength(4)
    })
  })

  it('of a live item makes its values stale until the new stream answers', () => {
    withItems(({ open, session, advance }) => {
      const eur = open('OLD')
      session.receive(
        refresh(eur.id),
        status(eur.id, 'Redirected', 'Ok', undefined, { Key: { Name: 'NEW' } }),
      )
      expect(eur.values[1]).toMatchObject({ type: 'status', stale: { since: 0 } })
      advance(500)
      session.receive(refresh(session.idOf('NEW')))
      expect(eur.values[2]).toMatchObject({ stale: false, recovered: { awayMs: 500 } })
    })
  })

  it('is forgotten by the next session', () => {
    withItems(({ open, session, serve, serving, advance, items }) => {
      const eur = open('OLD')
      session.receive(status(eur.id, 'Redirected', 'Ok', undefined, { Key: { Name: 'NEW' } }))
      serving.unsubscribe()
      const next = serve()
      advance(0)
      expect(next.session.requests()).toMatchObject([{ Key: { Name: 'OLD' } }])
      next.serving.unsubscribe()
      items.close()
    })
  })
})
