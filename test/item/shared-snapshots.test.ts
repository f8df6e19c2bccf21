import { repeat, take } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { ConnectionError } from '../../src/errors.js'
import { withItems } from '../support/item-bench.js'
import { observe } from '../support/observe.js'
import { refresh, update } from '../support/server-messages.js'

const whole = { State: { Stream: 'NonStreaming', Data: 'Ok' } }

describe('snapshots of several items', () => {
  it('that are answered are over, although others are waited for: a later one is asked for anew', () => {
    withItems(({ items, open, session, advance }) => {
      observe(items.many(['A', 'B'], { snapshot: true }))
      advance(0)
      session.receive(refresh(session.idOf('A'), { BID: 1 }, whole))
      advance(0)
      const before = session.idOf('A')
      const again = open('A', { snapshot: true })
      expect(again.values).toEqual([])
      expect(again.id).not.toBe(before)
      session.receive(refresh(again.id, { BID: 2 }, whole))
      expect(again.values).toMatchObject([{ fields: { BID: 2 } }])
      expect(again.completions).toBe(1)
    })
  })

  it('that are answered are not asked for again after an outage', () => {
    withItems(({ items, session, serving, serve, advance }) => {
      observe(items.many(['A', 'B'], { snapshot: true }))
      advance(0)
      session.receive(refresh(session.idOf('A'), { BID: 1 }, whole))
      serving.unsubscribe()
      items.outage(new ConnectionError('connection-lost', 'the connection was lost'))
      const next = serve()
      advance(0)
      expect(next.session.requests().map(({ Key }) => Key.Name)).toEqual(['B'])
      next.serving.unsubscribe()
    })
  })

  it('leave a stream that they shared, as soon as each has its image', () => {
    withItems(({ items, open, session, advance }) => {
      const streaming = open('A')
      observe(items.many(['A', 'B'], { snapshot: true }))
      advance(0)
      streaming.subscription.unsubscribe()
      session.receive(refresh(streaming.id, { BID: 1 }))
      advance(0)
      expect(session.closed()).toEqual([streaming.id])
    })
  })

  it('leave a stream that everyone else leaves at the image that they are given', () => {
    withItems(({ items, open, session, advance }) => {
      const streaming = open('A')
      session.receive(refresh(streaming.id, { BID: 1 }))
      observe(items.many(['A', 'B'], { snapshot: true }), () => {
        streaming.subscription.unsubscribe()
      })
      advance(0)
      expect(session.closed()).toEqual([streaming.id])
    })
  })

  it('take back the fields that only they wanted, as soon as each has its image', () => {
    withItems(({ items, open, session, advance }) => {
      const streaming = open('A', { view: ['BID'] })
      observe(items.many(['A', 'B'], { snapshot: true, view: ['ASK'] }))
      advance(0)
      session.receive(refresh(streaming.id, { BID: 1 }))
      advance(0)
      session.receive(refresh(streaming.id, { BID: 1, ASK: 2 }))
      advance(0)
      expect(session.requests().at(-1)).toMatchObject({ ID: streaming.id, View: ['BID'], Refresh: false })
    })
  })

  it('complete when each has its image, from the cache or not', () => {
    withItems(({ items, open, session, advance }) => {
      const { id } = open('A')
      session.receive(refresh(id), update(id))
      const seen = observe(items.many(['A', 'B'], { snapshot: true }))
      advance(0)
      expect(seen.completions).toBe(0)
      session.receive(refresh(session.idOf('B'), { BID: 1 }, whole))
      expect(seen.values.map(({ name }) => name)).toEqual(['A', 'B'])
      expect(seen.completions).toBe(1)
    })
  })
})

describe('snapshots of one item with different fields', () => {
  it('that was asked for already each have their own: a snapshot cannot be asked for more', () => {
    withItems(({ open, session, advance }) => {
      const bid = open('A', { snapshot: true, view: ['BID'] })
      const ask = open('A', { snapshot: true, view: ['ASK'] })
      expect(session.requests()).toHaveLength(1)
      session.receive(refresh(bid.id, { BID: 1 }, whole))
      advance(0)
      expect(bid).toMatchObject({ completions: 1, values: [{ fields: { BID: 1 } }] })
      expect(ask).toMatchObject({ completions: 0, values: [] })
      expect(session.requests()[1]).toMatchObject({ View: ['ASK'], Streaming: false })
      session.receive(refresh(session.idOf('A'), { ASK: 2 }, whole))
      expect(ask).toMatchObject({ completions: 1, values: [{ fields: { ASK: 2 } }] })
      advance(600_000)
      expect(session.requests()).toHaveLength(2)
      expect(session.closed()).toEqual([])
    })
  })

  it('are had from the start by one who comes between the parts and where nothing is kept', () => {
    withItems(({ open, session, advance }) => {
      const options = { snapshot: true, cache: false }
      const first = open('A', options)
      session.receive(refresh(first.id, { A: 1 }, { ...whole, Complete: false }))
      const late = open('A', options)
      expect(session.requests()).toHaveLength(1)
      session.receive(refresh(first.id, { B: 1 }, whole))
      advance(0)
      expect(first.completions).toBe(1)
      expect(late).toMatchObject({ completions: 0, values: [] })
      session.receive(refresh(session.idOf('A'), { A: 1, B: 1 }, whole))
      expect(late).toMatchObject({ completions: 1, values: [{ fields: { A: 1, B: 1 } }] })
    })
  })
})

describe('a snapshot that is asked for again as soon as it is over', () => {
  it('is asked for at the server, also while the answer is told to others', () => {
    withItems(({ items, session, advance }) => {
      const again = observe(items.item('A', { snapshot: true }).pipe(repeat(), take(3)))
      const other = observe(items.item('A', { snapshot: true }))
      advance(0)
      session.receive(refresh(session.idOf('A'), { BID: 1 }, whole))
      expect(again.values).toHaveLength(1)
      expect(other).toMatchObject({ completions: 1, values: [{ fields: { BID: 1 } }] })
      advance(0)
      session.receive(refresh(session.idOf('A'), { BID: 2 }, whole))
      expect(again.values).toMatchObject([{ fields: { BID: 1 } }, { fields: { BID: 2 } }])
      again.subscription.unsubscribe()
    })
  })

  it('is asked for at the server, also while others wait for other fields', () => {
    withItems(({ items, open, session, advance }) => {
      const options = { snapshot: true, view: ['BID'] }
      const again = observe(items.item('A', options).pipe(repeat(), take(3)))
      advance(0)
      open('A', { snapshot: true, view: ['ASK'] })
      session.receive(refresh(session.idOf('A'), { BID: 1 }, whole))
      expect(again.values).toHaveLength(1)
      advance(0)
      expect(session.requests().slice(1)).toMatchObject([{ View: ['ASK', 'BID'] }])
      again.subscription.unsubscribe()
    })
  })

  it('within the callback gets an image of its own where nothing is kept', () => {
    withItems(({ items, session, advance }) => {
      const options = { snapshot: true, cache: false }
      let inner: ReturnType<typeof observe> | undefined
      observe(items.item('A', options), () => {
        inner ??= observe(items.item('A', options))
      })
      advance(0)
      session.receive(refresh(session.idOf('A'), { BID: 1 }, whole))
      advance(0)
      session.receive(refresh(session.idOf('A'), { BID: 2 }, whole))
      expect(inner).toMatchObject({ completions: 1, values: [{ fields: { BID: 2 } }] })
    })
  })
})
