import { BehaviorSubject, of } from 'rxjs'
import { describe, expect, it } from 'vitest'
import type { ItemEvent, ItemOptions } from '../../src/index.js'
import { observe } from '../support/observe.js'
import { play } from '../support/scenario.js'

const seconds = 1_000

const kinds = (values: readonly ItemEvent[]): Set<string> => new Set(values.map(({ type }) => type))

describe('a consumer', () => {
  it('paused as a whole is silent until it goes on, over an outage as well', () => {
    play({ simulator: { updateRate: 10 } }, ({ consumer, simulator, advance }) => {
      const pause = new BehaviorSubject(false)
      const pausing = observe(consumer.pauseWhile(pause))
      const eur = observe(consumer.item('EUR='))
      const book = observe(consumer.item('VOD.L', { domain: 'MarketByPrice' }))
      advance(5 * seconds)
      expect(kinds(eur.values)).toEqual(new Set(['refresh', 'update']))
      pause.next(true)
      advance(seconds)
      const before = [eur.values.length, book.values.length]
      advance(5 * seconds)
      expect([eur.values.length, book.values.length]).toEqual(before)
      simulator.drop()
      advance(30 * seconds)
      expect(kinds(eur.values.slice(before[0]))).toEqual(new Set(['status']))
      expect(eur.values.at(-1)).toMatchObject({ stale: false })
      const resumedAt = eur.values.length
      pause.next(false)
      advance(5 * seconds)
      expect(eur.values[resumedAt]).toMatchObject({ type: 'refresh', stale: false })
      expect(kinds(eur.values.slice(resumedAt + 1))).toEqual(new Set(['update']))
      expect(book.values.at(-1)).toMatchObject({ content: { Map: {} } })
      void consumer.close()
      expect(pausing.completions).toBe(1)
      advance(seconds)
    })
  })

  it('does not connect for a pause alone', () => {
    play({}, ({ consumer, state, advance }) => {
      consumer.pauseWhile(of(true)).subscribe()
      advance(seconds)
      expect(state().status).toBe('idle')
    })
  })

  it('changes the options of a live item without a gap', () => {
    play({ simulator: { updateRate: 10 } }, ({ consumer, advance }) => {
      const options = new BehaviorSubject<ItemOptions>({ view: ['BID'] })
      const seen = observe(consumer.item('EUR=', options))
      advance(5 * seconds)
      options.next({ view: ['BID', 'ASK'] })
      advance(5 * seconds)
      options.next({ view: ['ASK'] })
      const narrowedAt = seen.values.length
      advance(5 * seconds)
      const refreshes = seen.values.filter((event) => event.type === 'refresh')
      expect(refreshes.map(({ fields }) => Object.keys(fields).sort())).toEqual([['BID'], ['ASK', 'BID']])
      const after = seen.values.slice(narrowedAt)
      expect(after.length).toBeGreaterThan(0)
      expect(after.every((event) => !('fields' in event) || !('BID' in event.fields))).toBe(true)
      seen.subscription.unsubscribe()
    })
  })
})
