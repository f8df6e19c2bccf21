import { BehaviorSubject } from 'rxjs'
import { describe, expect, test } from 'vitest'
import { observe } from '../support/observe.js'
import { refresh, status, update } from '../support/server-messages.js'
import { loggedIn, type Members } from '../support/wire-bench.js'

const closes = (messages: readonly Members[]): readonly Members[] =>
  messages.filter(({ Type }) => Type === 'Close')

describe('ends, redirects and snapshots', () => {
  const kinds = ['Status', 'Refresh'] as const
  const states = ['Closed', 'ClosedRecover', 'Redirected'] as const
  test.each(kinds.flatMap((kind) => states.map((state) => [state, kind] as const)))(
    '26.23 %s in a %s ends the stream without a Close',
    (Stream, Type) => {
      loggedIn(({ open, receive, taken, advance }) => {
        const item = open('A')
        receive(refresh(item.id, { BID: 1 }))
        taken()
        const Key = Stream === 'Redirected' ? { Key: { Name: 'NEW' } } : {}
        receive({
          ID: item.id,
          Type,
          State: { Stream, Data: 'Suspect', Code: 'NotFound' },
          Fields: { BID: 9 },
          ...Key,
        })
        receive(update(item.id, { BID: 7 }))
        expect(item.values.some((event) => event.type === 'update')).toBe(false)
        if (Stream === 'Closed') {
          expect(item.error).toMatchObject({ code: 'item-closed', item: 'A', state: { code: 'NotFound' } })
        } else {
          expect(item.values.at(-1)).toMatchObject({ state: { stream: 'Open', data: 'Suspect' } })
          expect(item.values.at(-1)?.stale).not.toBe(false)
        }
        advance(5_000)
        const asked = taken()
        const Name = Stream === 'Redirected' ? 'NEW' : 'A'
        expect(asked).toMatchObject(Stream === 'Closed' ? [] : [{ Key: { Name } }])
        expect(asked.map(({ ID }) => ID)).not.toContain(item.id)
        item.subscription.unsubscribe()
        advance(0)
        expect(closes(taken()).map(({ ID }) => ID)).toEqual(asked.map(({ ID }) => ID))
      })
    },
  )

  test('26.24 Redirected opens a new stream with the key of the message; what is missing there stays', () => {
    loggedIn(({ open, receive, advance, taken }) => {
      const item = open('A', { domain: 'MarketByPrice', nameType: 2, view: ['BID'] })
      taken()
      receive(status(item.id, 'Redirected', 'Ok', 'None', { Key: { Name: 'B', Service: 7 }, Private: true }))
      advance(0)
      // The service of the key has to be known before it can be asked.
      const source = taken()
      expect(source).toMatchObject([{ Domain: 'Source' }])
      receive(status(Number(source[0]?.['ID']), 'Closed', 'Suspect', 'NotFound'))
      advance(0)
      const asked = taken()
      expect(asked).toMatchObject([
        {
          Domain: 'MarketByPrice',
          Key: { Name: 'B', NameType: 2, Service: 7 },
          View: ['BID'],
          Private: true,
        },
      ])
      receive(refresh(Number(asked[0]?.['ID']), { BID: 3 }, { Key: { Name: 'B', Service: 'SEVEN' } }))
      expect(item.values.at(-1)).toMatchObject({
        type: 'refresh',
        name: 'A',
        service: 'SEVEN',
        fields: { BID: 3 },
      })
    })
  })

  test('26.25 a snapshot ends at Complete and not before, and no Close is sent', () => {
    loggedIn(({ open, receive, advance, taken }) => {
      const item = open('A', { snapshot: true, domain: 'SymbolList' })
      expect(taken()).toMatchObject([{ ID: item.id, Streaming: false }])
      const State = { Stream: 'NonStreaming', Data: 'Ok' }
      receive(refresh(item.id, { A: 1 }, { State, Complete: false }))
      receive(status(item.id, 'NonStreaming', 'Ok'), update(item.id, { B: 2 }))
      expect([item.completions, item.errors]).toEqual([0, 0])
      receive(refresh(item.id, { C: 3 }, { State }))
      expect(item.completions).toBe(1)
      expect(item.values.map(({ type }) => type)).toEqual(['refresh', 'status', 'update', 'refresh'])
      receive(update(item.id, { D: 4 }))
      advance(10_000)
      expect([item.values.length, taken()]).toEqual([4, []])
    })
  })

  test('26.25 a snapshot that is left early is closed', () => {
    loggedIn(({ open, advance, taken }) => {
      const item = open('A', { snapshot: true })
      taken()
      item.subscription.unsubscribe()
      advance(0)
      expect(taken()).toEqual([{ ID: item.id, Type: 'Close' }])
    })
  })

  test('26.26 the last unsubscription sends exactly one Close; late data is dropped', () => {
    loggedIn(({ open, receive, advance, taken, told }) => {
      const item = open('A', { domain: 'MarketByOrder' })
      const second = open('A', { domain: 'MarketByOrder' })
      receive(refresh(item.id))
      taken()
      item.subscription.unsubscribe()
      advance(0)
      expect(taken()).toEqual([])
      second.subscription.unsubscribe()
      second.subscription.unsubscribe()
      advance(5_000)
      expect(taken()).toEqual([{ ID: item.id, Type: 'Close', Domain: 'MarketByOrder' }])
      const seen = [item.values.length, second.values.length]
      receive(update(item.id), refresh(item.id), status(item.id, 'Closed', 'Suspect', 'NotFound'))
      expect([item.values.length, second.values.length]).toEqual(seen)
      expect(told('item.dropped')).toEqual([])
      const again = open('A', { domain: 'MarketByOrder' })
      expect(again.id).not.toBe(item.id)
      expect(again.values).toEqual([])
    })
  })

  test('26.27 a reissue repeats key and view, and has Refresh false only where no image is wanted', () => {
    loggedIn(({ open, receive, advance, taken }) => {
      const pause = new BehaviorSubject(false)
      const options = { service: 5, nameType: 0, domain: 'MarketByPrice' } as const
      const first = open('A', { ...options, view: ['BID'], pauseWhile: pause })
      const [{ ID: source } = {}] = taken()
      receive(status(Number(source), 'Closed', 'Suspect'))
      advance(0)
      const [asked] = taken()
      const same = { ID: asked?.['ID'], Domain: 'MarketByPrice', Key: { Name: 'A', NameType: 0, Service: 5 } }
      expect(asked).toMatchObject({ ...same, View: ['BID'] })
      receive(refresh(Number(asked?.['ID'])))
      pause.next(true)
      advance(0)
      const paused = taken()
      expect(paused).toMatchObject([{ ...same, View: ['BID'], Pause: true, Refresh: false }])
      pause.next(false)
      advance(0)
      expect(taken()).toMatchObject([{ ...same, View: ['BID'] }])
      receive(refresh(Number(asked?.['ID'])))
      const second = open('A', { ...options, view: ['ASK'] })
      const wider = taken()
      expect(wider).toMatchObject([{ ...same, View: ['BID', 'ASK'] }])
      expect(wider[0]).not.toHaveProperty('Refresh')
      expect(wider[0]).not.toHaveProperty('Pause')
      receive(refresh(Number(asked?.['ID']), { BID: 1, ASK: 2 }))
      expect([first.errors, second.values.length]).toEqual([0, 1])
      second.subscription.unsubscribe()
      advance(0)
      expect(taken()).toMatchObject([{ ...same, View: ['BID'], Refresh: false }])
    })
  })

  test('26.28 refreshes that nobody asked for are applied', () => {
    loggedIn(({ open, receive }) => {
      const item = open('A')
      receive(refresh(item.id, { BID: 1, ASK: 1 }), refresh(item.id, { BID: 2 }, { Solicited: false }))
      expect(item.values.at(-1)).toMatchObject({ type: 'refresh', solicited: false, fields: { BID: 2 } })
      expect(open('A').values).toMatchObject([{ type: 'refresh', fields: { BID: 2 } }])
      expect(open('A').values[0]).not.toHaveProperty('fields.ASK')
    })
  })

  test('26.29 what is not to be cached is delivered and not merged', () => {
    loggedIn(({ consumer, open, receive }) => {
      const item = open('A')
      receive(refresh(item.id, { BID: 1 }))
      receive(update(item.id, { BID: 2 }, { DoNotCache: true }))
      receive(refresh(item.id, { BID: 3 }, { DoNotCache: true }))
      expect(item.values.map((event) => 'fields' in event && event.fields.BID)).toEqual([1, 2, 3])
      expect(observe(consumer.item('A')).values).toMatchObject([{ type: 'refresh', fields: { BID: 1 } }])
    })
  })
})
