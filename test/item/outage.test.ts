import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ConnectionError, UsageError } from '../../src/errors.js'
import { withItems } from '../support/item-bench.js'
import { observe } from '../support/observe.js'
import { refresh, status } from '../support/server-messages.js'

const lost = new ConnectionError('connection-lost', 'the connection was lost', { closeCode: 1006 })

describe('an outage', () => {
  it('makes every item stale, then asks for each once, and tells how long it was', () => {
    withItems(({ items, session, serving, serve, advance, events, open }) => {
      const eur = open('EUR=')
      const jpy = open('JPY=')
      session.receive(refresh(eur.id), refresh(jpy.id))
      advance(1_000)
      serving.unsubscribe()
      items.outage(lost)
      expect(eur.values[1]).toMatchObject({
        type: 'status',
        state: { stream: 'Open', data: 'Suspect' },
        stale: { since: 1_000, cause: { code: 'connection-lost', error: lost } },
      })
      advance(2_000)
      // A further failed attempt is no news to those who know, and does not make the outage younger.
      items.outage(lost)
      expect(eur.values).toHaveLength(2)
      advance(2_000)
      const late = observe(items.item('EUR=', {}))
      expect(late.values).toMatchObject([{ type: 'refresh', stale: { since: 1_000 }, fields: { BID: 1 } }])
      const fresh = open('GBP=')
      expect(fresh.values).toEqual([])
      const next = serve()
      advance(100)
      expect(next.session.requests()).toMatchObject([{ Key: { Name: ['EUR=', 'JPY=', 'GBP='] } }])
      next.session.receive(refresh(next.session.idOf('EUR='), { BID: 9 }))
      expect(eur.values[2]).toMatchObject({
        type: 'refresh',
        stale: false,
        fields: { BID: 9 },
        recovered: { awayMs: 4_100 },
      })
      expect(events).toEqual([])
      next.session.receive(refresh(next.session.idOf('GBP=')))
      expect(fresh.values[0]).not.toHaveProperty('recovered')
      next.session.receive(status(next.session.idOf('JPY='), 'Open', 'Suspect'))
      expect(events).toEqual([{ event: 'items.recovered', count: 2, durationMs: 100 }])
      next.session.receive(refresh(next.session.idOf('JPY=')))
      expect(jpy.values[jpy.values.length - 1]).toMatchObject({ stale: false, recovered: { awayMs: 4_100 } })
      next.serving.unsubscribe()
    })
  })

  it('is over only with the last part of a refresh', () => {
    withItems(({ items, serving, session, serve, advance, open }) => {
      const eur = open('EUR=')
      session.receive(refresh(eur.id))
      serving.unsubscribe()
      items.outage(lost)
      const next = serve()
      advance(50)
      const id = next.session.idOf('EUR=')
      next.session.receive(refresh(id, { A: 1 }, { Complete: false }))
      next.session.receive(status(id, 'Open', 'Ok'))
      expect(eur.values.slice(2).every(({ stale }) => stale !== false)).toBe(true)
      next.session.receive(refresh(id, { B: 1 }))
      expect(eur.values[eur.values.length - 1]).toMatchObject({ stale: false, recovered: { awayMs: 50 } })
      next.serving.unsubscribe()
    })
  })

  it('that another trouble follows has the newest cause, and is as old as the first', () => {
    withItems(({ items, serving, session, serve, advance, open }) => {
      const eur = open('EUR=')
      session.receive(refresh(eur.id))
      serving.unsubscribe()
      items.outage(lost)
      const next = serve()
      advance(50)
      next.session.receive(
        status(next.session.idOf('EUR='), 'Open', 'Suspect', undefined, {
          State: { Stream: 'Open', Data: 'Suspect', Text: '**F10: Service Down' },
        }),
      )
      expect(eur.values[eur.values.length - 1]).toMatchObject({
        stale: { since: 0, cause: { text: '**F10: Service Down' } },
      })
      next.serving.unsubscribe()
    })
  })

  it('counts as one after the item had become live by a status', () => {
    withItems(({ items, serving, session, serve, advance, open }) => {
      const eur = open('EUR=')
      session.receive(
        refresh(eur.id, { A: 1 }, { State: { Stream: 'Open', Data: 'Suspect' } }),
        status(eur.id, 'Open', 'Ok'),
      )
      serving.unsubscribe()
      items.outage(lost)
      const next = serve()
      advance(50)
      next.session.receive(refresh(next.session.idOf('EUR=')))
      expect(eur.values[eur.values.length - 1]).toMatchObject({ recovered: { awayMs: 50 } })
      next.serving.unsubscribe()
    })
  })

  it('does not wait for items that were left, refused or too large', () => {
    withItems(({ items, serving, session, serve, advance, open, events }) => {
      const opened = ['A', 'B', 'C'.repeat(300)].map((name) => open(name))
      session.receive(...opened.map(({ id }) => refresh(id)))
      serving.unsubscribe()
      items.outage(lost)
      const next = serve({ maxMsgSize: 200 })
      advance(0)
      opened[0]!.subscription.unsubscribe()
      next.session.receive(status(next.session.idOf('B'), 'Closed', 'Suspect', 'NotFound'))
      expect(events).toMatchObject([{ event: 'items.recovered', count: 1 }])
      expect(opened[2]!.error).toMatchObject({ code: 'request-too-large' })
      advance(600_000)
      expect(events).toHaveLength(1)
      next.serving.unsubscribe()
    })
  })

  it('ends nothing by a session that is over: its messages find nobody', () => {
    withItems(({ items, serving, session, serve, advance, open }) => {
      const eur = open('EUR=')
      serving.unsubscribe()
      items.outage(lost)
      const next = serve()
      advance(0)
      session.receive(refresh(eur.id, { OLD: 1 }))
      expect(session.observed()).toBe(false)
      expect(eur.values.map(({ type }) => type)).toEqual(['status'])
      next.serving.unsubscribe()
    })
  })

  it('is survived by items that come and go while they are told of it', () => {
    withItems(({ items, serving, open, advance, serve }) => {
      const two = open('TWO')
      const one = observe(items.item('ONE', {}), () => {
        two.subscription.unsubscribe()
        items.item('THREE', {}).subscribe()
      })
      advance(0)
      serving.unsubscribe()
      items.outage(lost)
      const next = serve()
      advance(0)
      expect(next.session.requests().flatMap(({ Key }) => Key.Name)).toEqual(['ONE', 'THREE'])
      one.subscription.unsubscribe()
      next.serving.unsubscribe()
    })
  })

  it('asks for everything that is open once per session, whatever came and went (any sequence)', () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('open' as const), name: fc.integer({ min: 0, max: 5 }) }),
      fc.record({ do: fc.constant('leave' as const), name: fc.integer({ min: 0, max: 5 }) }),
      fc.record({ do: fc.constant('answer' as const), name: fc.integer({ min: 0, max: 5 }) }),
      fc.record({ do: fc.constant('outage' as const), name: fc.constant(0) }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        withItems((bench) => {
          let { session, serving } = { session: bench.session, serving: bench.serving }
          const open = new Map<string, ReturnType<typeof bench.open>>()
          for (const { do: what, name: number } of steps) {
            const name = `N${number}`
            if (what === 'open' && !open.has(name)) open.set(name, bench.open(name))
            if (what === 'leave') {
              open.get(name)?.subscription.unsubscribe()
              open.delete(name)
            }
            if (what === 'answer' && open.has(name)) session.receive(refresh(session.idOf(name)))
            if (what === 'outage') {
              serving.unsubscribe()
              bench.items.outage(lost)
              ;({ session, serving } = bench.serve())
              bench.advance(0)
              const asked = session.requests().flatMap(({ Key }) => Key.Name)
              expect([...asked].sort()).toEqual([...open.keys()].sort())
            }
          }
          serving.unsubscribe()
        })
      }),
      { numRuns: 60 },
    )
  })
})

describe('the end of all items', () => {
  it('by a fatal failure errors each, and a new subscription opens anew', () => {
    withItems(({ items, open, session, advance }) => {
      const busy = observe(items.busy$)
      const eur = open('EUR=')
      const many = observe(items.many(['EUR=', 'JPY='], {}))
      advance(0)
      items.fail(lost)
      expect([eur.error, many.error]).toEqual([lost, lost])
      expect(busy.values).toEqual([false, true, false])
      open('EUR=')
      expect(busy.values).toEqual([false, true, false, true])
      expect(session.requests()).toHaveLength(3)
    })
  })

  it('by close completes each, and refuses new ones', () => {
    withItems(({ items, open }) => {
      const eur = open('EUR=')
      items.close()
      expect(eur.completions).toBe(1)
      const late = observe(items.item('EUR=', {}))
      expect(late.error).toBeInstanceOf(UsageError)
      expect(observe(items.many(['A', 'B'], {})).error).toMatchObject({ code: 'consumer-closed' })
    })
  })
})
