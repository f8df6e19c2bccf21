import { describe, expect, it } from 'vitest'
import { createConsumer, PostError, type Consumer } from '../../src/index.js'
import type { Recorded } from '../../src/simulator/index.js'
import { capture, looks, looksOf, replaying, time, watchItem as watch } from './support-replay.js'

const withClient = <Result>(
  recorded: Recorded,
  test: (consumer: Consumer, advance: (milliseconds: number) => void) => Result,
  speed = 1,
): Result =>
  replaying(
    recorded,
    ({ network, advance }) => {
      const consumer = createConsumer({
        endpoints: 'wss://h.simulator.test/WebSocket',
        login: { name: 'somebody' },
        webSocket: network.webSocket,
        clock: time,
        random: () => 0.5,
      })
      const result = test(consumer, advance)
      void consumer.close()
      return result
    },
    { speed },
  )

const service = 'DIRECT_FEED'

describe('a recording of prices', () => {
  const text = capture('market-price')

  it.each([1, 10, Infinity])('shows other images than it holds, at speed %s', (speed) => {
    withClient(
      text,
      (consumer, advance) => {
        const [tri, ibm] = [watch(consumer, 'TRI.N', { service }), watch(consumer, 'IBM.N', { service })]
        advance(60_000)
        expect(looks(tri.told)).toEqual(looksOf(text, 2))
        expect(looks(ibm.told)).toEqual(looksOf(text, 3))
        expect(tri.told.length + ibm.told.length).toBeGreaterThan(30)
      },
      speed,
    )
  })

  it('shows them at other times than it did', () => {
    withClient(text, (consumer, advance) => {
      const { told } = watch(consumer, 'TRI.N', { service })
      advance(60_000)
      // Asked for at 306; answered at 307, changed at 1472, 2473, 6977 and so on.
      const [first] = told
      expect(told.slice(0, 4).map(({ at }) => at - first!.at)).toEqual([0, 1165, 2166, 6670])
    })
  })

  it('holds back what a late one missed, instead of beginning anew for it', () => {
    withClient(text, (consumer, advance) => {
      watch(consumer, 'IBM.N', { service })
      advance(20_000)
      const { told } = watch(consumer, 'TRI.N', { service })
      advance(60_000)
      expect(looks(told)).toEqual(looksOf(text, 2))
    })
  })

  it('finds an item on a service that it was not recorded on', () => {
    withClient(text, (consumer, advance) => {
      const [elsewhere, byNumber, byNone] = [
        watch(consumer, 'TRI.N', { service: 'OTHER' }),
        watch(consumer, 'TRI.N', { service: 1 }),
        watch(consumer, 'TRI.N'),
      ]
      advance(60_000)
      expect(elsewhere.errors).toMatchObject([{ code: 'item-closed', state: { code: 'NotFound' } }])
      expect(looks(byNumber.told)).toEqual(looksOf(text, 2))
      expect(looks(byNone.told)).toEqual(looksOf(text, 2))
    })
  })
})

describe('a recording of order books', () => {
  const text = capture('order-book')

  it.each([1, Infinity])('shows other books than it holds, at speed %s', (speed) => {
    withClient(
      text,
      (consumer, advance) => {
        const orders = watch(consumer, 'AAPL.O', { service, domain: 'MarketByOrder' })
        const prices = watch(consumer, 'BARC.L', { service, domain: 'MarketByPrice' })
        advance(60_000)
        // The last status answers the close that the recording's own client made.
        expect(looks(orders.told)).toEqual(looksOf(text, 2, 13_000))
        expect(looks(prices.told)).toEqual(looksOf(text, 3))
        expect(Object.keys(prices.told.at(-1)!.entries)).toHaveLength(2)
      },
      speed,
    )
  })

  it('mixes up a book with the price of the same name', () => {
    withClient(text, (consumer, advance) => {
      const { errors } = watch(consumer, 'AAPL.O', { service })
      advance(5_000)
      expect(errors).toMatchObject([{ code: 'item-closed', state: { code: 'NotFound' } }])
    })
  })
})

describe('a recording of a batch, a view, a snapshot and refusals', () => {
  const text = capture('batch-view-snapshot')

  it.each([1, Infinity])('shows other images and states than it holds, at speed %s', (speed) => {
    withClient(
      text,
      (consumer, advance) => {
        const [tri, ibm, t] = ['TRI.N', 'IBM.N', 'T.N'].map((name) => watch(consumer, name, { service }))
        const whole = watch(consumer, 'MSFT.O', { service })
        const snapshot = watch(consumer, 'VOD.L', { service, snapshot: true })
        const nobody = watch(consumer, 'NOPE.N', { service: 9999 })
        const own = watch(consumer, 'RES-DS', { service, private: true })
        advance(60_000)
        expect(looks(tri!.told)).toEqual(looksOf(text, 11, 6_000))
        expect(looks(ibm!.told)).toEqual(looksOf(text, 12))
        expect(looks(t!.told)).toEqual(looksOf(text, 13))
        expect(looks(whole.told)).toEqual(looksOf(text, 20))
        expect(looks(snapshot.told)).toEqual(looksOf(text, 30))
        expect(looks(own.told)).toEqual(looksOf(text, 35))
        expect(nobody.errors).toMatchObject([{ code: 'item-closed', state: { code: 'UsageError' } }])
      },
      speed,
    )
  })

  it('knows the items of a batch only as a batch, or single ones only singly', () => {
    withClient(text, (consumer, advance) => {
      const names = ['T.N', 'MSFT.O', 'UNKNOWN']
      const told = new Map<string, string[]>()
      consumer.items(names, { service }).subscribe(({ name, event }) => {
        told.set(name, [...(told.get(name) ?? []), event.type])
      })
      advance(20_000)
      expect(Object.fromEntries(told)).toEqual({
        'T.N': ['refresh', 'update'],
        'MSFT.O': ['refresh', 'update'],
        UNKNOWN: ['status'],
      })
    })
  })
})

describe('a recording of posts', () => {
  const text = capture('posting')

  it('answers posts otherwise than it was answered', () => {
    withClient(text, (consumer, advance) => {
      const { told } = watch(consumer, 'TRI.N', { service })
      advance(1_000)
      const outcomes: unknown[] = []
      const post = (name: string, onStream: boolean): void => {
        consumer
          .post({ name, service, fields: { BID: 45.55 }, ...(onStream ? { onStream: true } : {}) })
          .subscribe({
            next: () => outcomes.push(`${name} accepted`),
            error: (error: unknown) => outcomes.push(error instanceof PostError ? `${name} ${error.nakCode}` : error), // prettier-ignore
          })
        advance(1_000)
      }
      post('TRI.N', true)
      post('TRI.N', false)
      post('ZZZ.N', false)
      post('IBM.N', false)
      expect(outcomes).toEqual([
        'TRI.N accepted',
        'TRI.N accepted',
        'ZZZ.N SymbolUnknown',
        'IBM.N SymbolUnknown',
      ])
      advance(10_000)
      expect(looks(told)).toEqual(looksOf(text, 2))
    })
  })
})

describe('a recording of a directory', () => {
  it('shows other services than it holds', () => {
    withClient(capture('directory'), (consumer, advance) => {
      const names: string[][] = []
      consumer.services$.subscribe((services) => names.push([...services.byName.keys()]))
      watch(consumer, 'TRI.N', { service })
      advance(20_000)
      expect(names.at(-1)).toEqual([service])
    })
  })
})
