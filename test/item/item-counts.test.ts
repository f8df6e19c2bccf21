import { expect, it } from 'vitest'
import { ConnectionError } from '../../src/errors.js'
import { withItems } from '../support/item-bench.js'
import { refresh, status } from '../support/server-messages.js'

it('items are counted as something that they are not, or twice', () => {
  withItems(({ items, open, session, serving, serve, advance }) => {
    const counts = (): readonly number[] => {
      const { live, stale, waiting } = items.counts()
      return [live, stale, waiting]
    }
    expect(counts()).toEqual([0, 0, 0])
    const eur = open('EUR=')
    open('EUR=')
    const gbp = open('GBP=')
    const jpy = open('JPY=')
    expect(counts()).toEqual([0, 0, 3])
    // Neither half an image nor an Ok without one is live.
    session.receive(
      refresh(eur.id),
      refresh(gbp.id, { A: 1 }, { Complete: false }),
      status(jpy.id, 'Open', 'Ok'),
    )
    expect(counts()).toEqual([1, 0, 2])
    session.receive(
      refresh(gbp.id, { B: 1 }),
      refresh(jpy.id, {}, { State: { Stream: 'Open', Data: 'Suspect' } }),
    )
    expect(counts()).toEqual([2, 1, 0])
    serving.unsubscribe()
    items.outage(new ConnectionError('connection-lost', 'lost'))
    expect(counts()[0]).toBe(0)
    expect(counts()[1]).toBeGreaterThanOrEqual(2)
    const { session: next, serving: again } = serve()
    advance(0)
    next.receive(...['EUR=', 'GBP=', 'JPY='].map((name) => refresh(next.idOf(name))))
    expect(counts()).toEqual([3, 0, 0])
    jpy.subscription.unsubscribe()
    expect(counts()).toEqual([2, 0, 0])
    again.unsubscribe()
  })
})
