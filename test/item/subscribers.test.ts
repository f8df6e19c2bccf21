import { config, retry, take, timer } from 'rxjs'
import { afterEach, describe, expect, it } from 'vitest'
import { UsageError } from '../../src/errors.js'
import { createItems } from '../../src/item/items.js'
import { withItems } from '../support/item-bench.js'
import { observe } from '../support/observe.js'
import { refresh, status, update } from '../support/server-messages.js'

const names = (count: number): string[] => Array.from({ length: count }, (_, index) => `N${index}`)

afterEach(() => {
  config.onUnhandledError = null
})

describe('subscribers', () => {
  it('may leave all 500 items of a batch in the first next of it', () => {
    withItems(({ items, session, advance }) => {
      const all = names(500)
      const seen = observe(items.many(all, {}), () => {
        seen.subscription.unsubscribe()
      })
      advance(0)
      session.receive(...all.map((name) => refresh(session.idOf(name))))
      advance(0)
      expect(seen.values).toHaveLength(1)
      expect([...session.closed()].sort((a, b) => a - b)).toEqual(all.map((_, index) => 3 + index))
      expect(session.requests()).toHaveLength(1)
    })
  })

  it('may leave others that were to go out in the same tick, when the answer comes at once', () => {
    withItems(
      ({ items, session, advance }) => {
        const second = observe(items.item('SECOND', {}))
        const first = observe(items.item('FIRST', { service: 'S' }), () => {
          second.subscription.unsubscribe()
          third.subscription.unsubscribe()
        })
        const third = observe(items.item('THIRD', {}))
        second.subscription.unsubscribe()
        advance(0)
        expect(first.values).toEqual([])
        session.onSend = (message) => {
          if ('Key' in message) session.receive(refresh(message.ID))
        }
        const opened = ['A', 'B', 'C'].map((name) =>
          observe(items.item(name, {}), () => {
            for (const one of opened) one.subscription.unsubscribe()
          }),
        )
        advance(0)
        expect(
          session
            .requests()
            .slice(2)
            .map(({ Key }) => Key.Name),
        ).toEqual(['A'])
        expect(session.closed()).toContain(session.idOf('A'))
        third.subscription.unsubscribe()
        first.subscription.unsubscribe()
        advance(0)
      },
      { login: { batchRequests: false } },
    )
  })

  it('may leave within the refresh that ends the stream, and no close is sent', () => {
    withItems(({ items, session, advance }) => {
      const seen = ['Closed', 'ClosedRecover', 'NonStreaming', 'Redirected'].map((stream) => {
        const one = observe(items.item(stream, {}), () => {
          one.subscription.unsubscribe()
        })
        advance(0)
        session.receive(refresh(session.idOf(stream), { A: 1 }, { State: { Stream: stream, Data: 'Ok' } }))
        return one
      })
      advance(600_000)
      expect(session.closed()).toEqual([])
      expect(session.requests()).toHaveLength(4)
      expect(seen.every(({ values }) => values.length === 1)).toBe(true)
    })
  })

  it('may take one event only, also where it comes from the cache at once', () => {
    withItems(({ items, session, open, advance }) => {
      const eur = open('EUR=')
      session.receive(refresh(eur.id))
      eur.subscription.add(() => undefined)
      const one = observe(items.item('EUR=', {}).pipe(take(1)))
      expect(one.completions).toBe(1)
      eur.subscription.unsubscribe()
      advance(0)
      expect(session.closed()).toEqual([eur.id])
    })
  })

  it('may subscribe again from within next, error and complete', () => {
    withItems(({ items, session, advance }) => {
      const again: string[] = []
      const reopen = (why: string): void => {
        again.push(why)
        if (again.length < 10) items.item('EUR=', {}).subscribe({ error: () => undefined })
      }
      items.item('EUR=', {}).subscribe({
        next: () => {
          reopen('next')
        },
        error: () => {
          reopen('error')
        },
      })
      items.item('JPY=', {}).subscribe({
        complete: () => {
          reopen('complete')
        },
      })
      advance(0)
      const id = session.idOf('EUR=')
      session.receive(
        refresh(id),
        status(session.idOf('JPY='), 'Closed', 'Ok'),
        status(id, 'Closed', 'Suspect', 'NotFound'),
      )
      advance(0)
      expect(again).toEqual(['next', 'complete', 'next', 'error'])
      // The one in `error` opened the item anew: the old stream was over.
      expect(session.requests().slice(1)).toMatchObject([{ Key: { Name: 'EUR=' } }])
    })
  })

  it('that retry get a new stream', () => {
    withItems(({ items, session, advance }) => {
      const seen = observe(items.item('EUR=', {}).pipe(retry({ delay: () => timer(100) })))
      advance(0)
      session.receive(status(session.idOf('EUR='), 'Closed', 'Suspect', 'NotFound'))
      advance(100)
      session.receive(refresh(session.idOf('EUR=')))
      expect(seen.values.map(({ type }) => type)).toEqual(['status', 'refresh'])
      seen.subscription.unsubscribe()
      advance(0)
    })
  })

  it('that throw harm nobody', () => {
    const thrown: unknown[] = []
    config.onUnhandledError = (error) => thrown.push(error)
    withItems(({ items, session, open, advance }) => {
      items.item('EUR=', {}).subscribe(() => {
        throw new Error('a mistake of the application')
      })
      const well = open('EUR=')
      const other = open('JPY=')
      session.receive(refresh(well.id), refresh(other.id), update(well.id))
      advance(0)
      expect(well.values).toHaveLength(2)
      expect(other.values).toHaveLength(1)
    })
    expect(thrown).toHaveLength(2)
  })

  it('leave nothing behind when all have left', () => {
    withItems(({ items, session, advance }) => {
      const busy = observe(items.busy$)
      const all = names(100)
      const seen = observe(items.many(all, { view: ['BID'] }))
      advance(0)
      session.receive(...all.slice(0, 50).map((name) => refresh(session.idOf(name))))
      session.receive(status(session.idOf('N60'), 'ClosedRecover', 'Suspect'))
      seen.subscription.unsubscribe()
      advance(0)
      expect(busy.values).toEqual([false, true, false])
      expect(session.closed()).toHaveLength(99)
      const sent = session.sent.length
      // No timer is left that would ask, close or time out.
      advance(3_600_000)
      expect(session.sent).toHaveLength(sent)
    })
  })
})

describe('items', () => {
  it('asks once for a name that occurs twice, and completes when each has ended', () => {
    withItems(({ items, session, advance }) => {
      const seen = observe(items.many(['A', 'B', 'A'], {}))
      advance(0)
      expect(session.requests()).toMatchObject([{ Key: { Name: ['A', 'B'] } }])
      session.receive(status(3, 'Closed', 'Suspect', 'NotFound'))
      expect(seen.completions).toBe(0)
      session.receive(status(4, 'Closed', 'Ok'))
      expect(seen).toMatchObject({ completions: 1, errors: 0 })
    })
  })

  it('of no names completes at once', () => {
    withItems(({ items }) => {
      expect(observe(items.many([], {})).completions).toBe(1)
    })
  })

  it('as snapshots completes after the last image', () => {
    withItems(({ items, session, advance }) => {
      const seen = observe(items.many(['A', 'B'], { snapshot: true }))
      advance(0)
      for (const id of [3, 4])
        session.receive(refresh(id, { A: 1 }, { State: { Stream: 'NonStreaming', Data: 'Ok' } }))
      expect(seen).toMatchObject({ completions: 1 })
      expect(seen.values).toHaveLength(2)
      advance(0)
      expect(session.closed()).toEqual([])
    })
  })

  it.each([
    [[''], {}, 'name 0'],
    [['A', 7], {}, 'name 1'],
    [['A'], null, 'must be an object of options'],
    [['A'], { view: 'BID' }, 'view'],
    [['A'], { service: {} }, 'service'],
    [['A'], { snapshot: 'yes' }, 'snapshot'],
    [['A'], { view: [NaN] }, 'view'],
    [['A'], { service: 1.5 }, 'service'],
    ['A', {}, 'names must be a list'],
  ])('refuses %j with %j', (wrong, options, text) => {
    withItems(({ items }) => {
      const call = (): unknown => items.many(wrong as string[], options as object)
      expect(call).toThrow(UsageError)
      expect(call).toThrow(text)
    })
  })

  it('does nothing before it is subscribed to', () => {
    const items = createItems({
      clock: () => 0,
      requestTimeout: 1,
      pacing: { batchSize: 1, outstanding: 1 },
      report: () => undefined,
    })
    void items.many(['A'], {})
    const busy = observe(items.busy$)
    expect(busy.values).toEqual([false])
  })
})
