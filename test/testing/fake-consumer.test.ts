import * as t from 'io-ts'
import { BehaviorSubject, NEVER, Subject, concat, map, of, throwError } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { ItemError, nullable, toImage, type ItemEvent, type ItemOptions, type ItemRequest } from 'rx-omm'
import {
  closedEvent,
  errorOf,
  expectNoLeaks,
  fakeConsumer,
  leaksOf,
  readyState,
  refreshEvent,
  runVirtual,
  serviceOf,
  servicesOf,
  staleEvent,
  updateEvent,
  type FakeItem,
} from 'rx-omm/testing'

const quote = { BID: 1.1, ASK: 1.2 }

describe('an item of a fake consumer', () => {
  it('plays something else than its diagram', () => {
    runVirtual(({ cold, expectObservable }) => {
      const values = { r: refreshEvent(quote), u: updateEvent({ BID: 1.15 }), s: staleEvent('lost') }
      const consumer = fakeConsumer({ items: { 'EUR=': cold('r-u-s-r', values) } })
      const shown$ = consumer.item('EUR=').pipe(
        toImage(),
        map(({ fields, stale }) => (stale === false ? fields.BID : stale.cause.text)),
      )
      expectObservable(shown$).toBe('a-b-c-a', { a: 1.1, b: 1.15, c: 'lost' })
    })
  })

  it('has another name than it was asked for by, or loses the event', () => {
    const event = refreshEvent(quote)
    runVirtual(({ watch }) => {
      const consumer = fakeConsumer({ items: { 'EUR=': of(event), 'JPY=': of(event) } })
      expect(watch(consumer.item('EUR=')).last).toBe(event)
      expect(watch(consumer.item('JPY=')).last).toEqual({ ...event, name: 'JPY=' })
    })
  })

  it('given as fields is no refresh on an open stream', () => {
    runVirtual(({ watch }) => {
      const seen = watch(fakeConsumer({ items: { 'EUR=': quote } }).item('EUR='))
      expect([seen.values, seen.end]).toEqual([[refreshEvent(quote)], 'open'])
    })
  })

  it('given as a function is not told how it is asked for', () => {
    runVirtual(({ watch }) => {
      const item: FakeItem = ({ service = 'none' }: ItemOptions) => of(refreshEvent({ SERVICE: service }))
      const consumer = fakeConsumer({ items: { A: item } })
      watch(consumer.item('A', { service: 'S' }))
      expect(watch(consumer.item({ name: 'A', service: 'S' })).last).toMatchObject({
        fields: { SERVICE: 'S' },
      })
      expect(watch(consumer.item('A')).last).toMatchObject({ fields: { SERVICE: 'none' } })
    })
  })

  it('that nobody gave does not end as a server would end it', () => {
    runVirtual(({ watch, advance }) => {
      advance(5_000)
      const seen = watch(fakeConsumer().item('NONE'))
      const state = { stream: 'Closed', data: 'Suspect', code: 'NotFound' }
      expect(seen.values).toMatchObject([{ type: 'status', name: 'NONE', state, stale: { since: 5_000 } }])
      expect(seen.error).toBeInstanceOf(ItemError)
      expect(seen.error).toMatchObject({ code: 'item-closed', item: 'NONE', state })
      const unknown = (name: string) => of(refreshEvent({ NAME: name }))
      expect(watch(fakeConsumer({ unknown }).item('toString')).last).toMatchObject({
        fields: { NAME: 'toString' },
      })
    })
  })

  it('gives more than its view, more than a snapshot, or fields that its codec does not take', () => {
    runVirtual(({ watch }) => {
      const event$ = concat(
        of(
          refreshEvent({ BID: 1, ASK: 'none' as unknown as number }),
          updateEvent({ ASK: 2 }),
          updateEvent({ BID: 3, LOW: 1 }),
        ),
        NEVER,
      )
      const consumer = fakeConsumer({ items: { A: event$ } })
      expect(watch(consumer.item('A', { view: ['BID'] })).values).toMatchObject([
        { type: 'refresh', fields: { BID: 1 } },
        { type: 'update', fields: { BID: 3 } },
      ])
      expect(watch(consumer.item('A', { view: ['X'] })).values).toMatchObject([{ fields: {} }])
      expect(watch(consumer.item('A', { view: [22] })).values).toHaveLength(3)
      const snapshot = watch(consumer.item('A', { snapshot: true }))
      expect([snapshot.values.length, snapshot.end]).toEqual([1, 'completed'])
      const Quote = t.type({ BID: nullable(t.number), ASK: t.number })
      expect(watch(consumer.item('A', { view: Quote })).values).toMatchObject([
        { type: 'status', state: { code: 'InvalidView' } },
        { type: 'refresh', fields: { BID: 1, ASK: 2 } },
        { type: 'update', fields: { BID: 3 } },
      ])
      expect(watch(consumer.items(['A'], { view: Quote })).values).toMatchObject([{}, {}, { name: 'A' }])
    })
  })

  it('does not follow a request that changes', () => {
    runVirtual(({ watch }) => {
      const consumer = fakeConsumer({ items: { A: { BID: 1, ASK: 2 }, B: { BID: 3 } } })
      const requests$ = new BehaviorSubject<ItemRequest>({ name: 'A', view: ['ASK'] })
      const options$ = new BehaviorSubject<ItemOptions>({ view: ['BID'] })
      const seen = watch(consumer.item(requests$))
      const other = watch(consumer.item('A', options$))
      const many = watch(consumer.items(['A'], options$))
      requests$.next({ name: 'B' })
      options$.next({ view: ['ASK'] })
      expect(seen.values.map(({ name }) => name)).toEqual(['A', 'B'])
      for (const { values } of [other, { values: many.values.map(({ event }) => event) }])
        expect(values).toMatchObject([{ fields: { BID: 1 } }, { fields: { ASK: 2 } }])
      expect(consumer.uses).toMatchObject([
        { of: 'item', names: ['B'], options: {} },
        { of: 'item', names: ['A'], options: { view: ['ASK'] } },
        { of: 'items', names: ['A'], options: { view: ['ASK'] } },
      ])
      requests$.next({ name: '' })
      expect(seen.error).toMatchObject({ code: 'invalid-options' })
    })
  })
})

describe('items of a fake consumer', () => {
  it('end with one of them, or do not end with all', () => {
    runVirtual(({ watch }) => {
      const b = new Subject<ItemEvent>()
      const consumer = fakeConsumer({ items: { A: { BID: 1 }, B: b } })
      const seen = watch(consumer.items(['A', 'NONE', 'B', 'A']))
      b.error(errorOf('item-closed'))
      expect(seen.values.map(({ name, event }) => [name, event.type])).toEqual([
        ['A', 'refresh'],
        ['NONE', 'status'],
      ])
      expect(seen.end).toBe('open')
      expect(watch(consumer.items(['NONE', 'NOTHING'])).end).toBe('completed')
      const failing = fakeConsumer({ unknown: () => throwError(() => errorOf('credentials-refused')) })
      expect(watch(failing.items(['A'])).error).toMatchObject({ code: 'credentials-refused' })
    })
  })
})

describe('what was asked of a fake consumer', () => {
  it('is not remembered', () => {
    runVirtual(({ watch, advance, cold }) => {
      const consumer = fakeConsumer({ items: { A: { BID: 1 }, B: cold<ItemEvent>('--|') } })
      const first = watch(consumer.item('A', { view: ['BID'] }))
      advance(10)
      watch(consumer.items(['B', 'NONE'], { service: 'S' }))
      advance(10)
      first.leave()
      watch(consumer.item({ name: 'NONE', domain: 'MarketByOrder' }))
      expect(consumer.uses).toEqual([
        { of: 'item', names: ['A'], options: { view: ['BID'] }, from: 0, until: 20, end: 'left' },
        {
          of: 'items',
          names: ['B', 'NONE'],
          options: { service: 'S' },
          from: 10,
          until: 12,
          end: 'completed',
        },
        {
          of: 'item',
          names: ['NONE'],
          options: { domain: 'MarketByOrder' },
          from: 20,
          until: 20,
          end: 'failed',
        },
      ])
    })
  })

  it('is lost when it is a post, a message or a pause', () => {
    runVirtual(({ watch, advance, cold }) => {
      const consumer = fakeConsumer()
      const post = { name: 'MINE', fields: { BID: 1 } }
      advance(7)
      const [first, second, third] = [post, post, { ...post, ack: false }].map((one) =>
        watch(consumer.post(one)),
      )
      expect([first?.values, second?.values, third?.values]).toEqual([
        [{ postId: 1, at: 7 }],
        [{ postId: 2, at: 7 }],
        [],
      ])
      expect(third?.end).toBe('completed')
      expect(consumer.posted).toEqual([post, post, { ...post, ack: false }])
      const message = { on: 'login', content: { Elements: { Command: 'go' } } } as const
      expect(watch(consumer.send(message)).end).toBe('completed')
      expect(consumer.sent).toEqual([message])

      const answering = fakeConsumer({
        answer: ({ name }) => cold('--#', {}, errorOf('post-refused', { text: name })),
      })
      const refused = watch(answering.post(post))
      advance(2)
      expect(refused.error).toMatchObject({ outcome: 'refused', text: 'MINE' })

      const paused$ = new BehaviorSubject(true)
      const pause = watch(consumer.pauseWhile(paused$))
      expect(consumer.paused).toBe(true)
      paused$.next(false)
      expect(consumer.paused).toBe(false)
      paused$.next(true)
      pause.leave()
      expect(consumer.paused).toBe(false)
    })
  })
})

describe('the rest of a fake consumer', () => {
  it('tells nothing, or something else than what was given', () => {
    runVirtual(({ watch, cold, advance }) => {
      const plain = fakeConsumer()
      expect(watch(plain.state$).last).toEqual(readyState())
      expect([...watch(plain.services$).last!.byName.keys()]).toEqual(['ELEKTRON_DD'])
      const failed = { status: 'failed', cause: errorOf('credentials-refused') } as const
      const services = servicesOf(serviceOf('A'), serviceOf('B', { number: 2 }))
      const given = fakeConsumer({
        state$: cold('a-b', { a: readyState(), b: failed }),
        services$: of(services),
        latency$: of({ at: 5, roundTripUs: 800 }),
        events$: of({ event: 'items.recovered', count: 1, durationMs: 5, at: 1 }),
        received$: of({ type: 'generic', on: 'login', message: { ID: 1, Type: 'Generic' } }),
      })
      const states = watch(given.state$)
      advance(2)
      expect(states.values).toEqual([readyState(), failed])
      expect(watch(given.services$).values).toEqual([services])
      expect(watch(given.latency$).values).toHaveLength(1)
      expect(watch(given.events$).values).toHaveLength(1)
      expect(watch(given.receive()).values).toHaveLength(1)
    })
  })

  it('does not know how its items are', () => {
    runVirtual(({ cold, watch, advance }) => {
      const event$ = cold('--r-s', { r: refreshEvent({ BID: 1 }), s: staleEvent('feed lost') })
      const consumer = fakeConsumer({ items: { A: event$, B: { BID: 1 } } })
      const counts = [consumer.itemCounts()]
      watch(consumer.item('A'))
      const other = consumer.item('B').subscribe({ error: () => undefined })
      counts.push(consumer.itemCounts())
      for (const frames of [3, 2]) {
        advance(frames)
        counts.push(consumer.itemCounts())
      }
      other.unsubscribe()
      counts.push(consumer.itemCounts())
      expect(counts.map(({ live, stale, waiting }) => [live, stale, waiting])).toEqual([
        [0, 0, 0],
        [1, 0, 1],
        [2, 0, 0],
        [1, 1, 0],
        [0, 1, 0],
      ])
    })
  })

  it('goes on after close', () => {
    runVirtual(({ watch }) => {
      const consumer = fakeConsumer({ items: { A: { BID: 1 } } })
      const open = [
        consumer.item('A'),
        consumer.items(['A']),
        consumer.pauseWhile(of(true)),
        consumer.receive(),
        consumer.latency$,
        consumer.services$,
        consumer.events$,
      ].map((source) => watch<unknown>(source))
      const state = watch(consumer.state$)
      void consumer.close()
      void consumer.close()
      expect(open.map(({ end }) => end)).toEqual(open.map(() => 'completed'))
      expect([state.last, state.end]).toEqual([{ status: 'closed' }, 'completed'])
      expect([watch(consumer.state$).values, consumer.paused]).toEqual([[{ status: 'closed' }], false])
      const late = [
        consumer.item('A'),
        consumer.items(['A']),
        consumer.item(of({ name: 'A' })),
        consumer.services$,
        consumer.post({ name: 'A', fields: { BID: 1 } }),
        consumer.send({ on: 'login' }),
      ]
      for (const source of late)
        expect(watch<unknown>(source).error).toMatchObject({ code: 'consumer-closed' })
      expect(consumer.posted).toEqual([])
    })
  })

  it('takes what a real consumer refuses', () => {
    const consumer = fakeConsumer({ items: { A: { BID: 1 } } })
    expect(() => consumer.item('')).toThrow('item request: name 0 must be a text that is not empty')
    expect(() => consumer.item('A', { view: [] })).toThrow('`view` must be a list')
    expect(() => consumer.items(['A', ''])).toThrow('name 1 must be')
    expect(() => consumer.item(5 as unknown as string)).toThrow('must be a name, or an object with one')
    expect(() => consumer.post({ name: '' })).toThrow('post: `name` must be')
    expect(() => consumer.send({ on: 'nowhere' as 'login' })).toThrow("`on` must be 'login' or an item")
    expect(consumer.uses).toEqual([])
  })

  it('is made of what can be no item', () => {
    const made = (item: unknown) => expect(() => fakeConsumer({ items: { 'EUR=': item as FakeItem } }))
    made(5).toThrow('fakeConsumer: `items` has for EUR= neither an observable, nor a function, nor fields')
    made([refreshEvent({})]).toThrow('neither an observable')
    made(closedEvent()).not.toThrow()
    made(refreshEvent({ BID: 1 })).toThrow('a single event: give an observable of events, such as of(event)')
  })
})

describe('a leak', () => {
  it('is not found, or found where there is none', () => {
    const consumer = fakeConsumer({ items: { 'EUR=': quote } })
    const other = fakeConsumer()
    runVirtual(({ advance }) => {
      expectNoLeaks(consumer, other)
      advance(50)
      const item = consumer.item('EUR=').subscribe()
      const state = other.state$.subscribe()
      other.post({ name: 'A', fields: { BID: 1 } }).subscribe()
      expect(leaksOf(consumer)).toEqual(['item EUR=, subscribed to at 50 ms'])
      expect(() => {
        expectNoLeaks(consumer, other)
      }).toThrow('left open:\n- item EUR=, subscribed to at 50 ms\n- state$, subscribed to at 50 ms')
      item.unsubscribe()
      state.unsubscribe()
      expectNoLeaks(consumer, other)
    })
    consumer.item('EUR=').subscribe()
    expect(leaksOf(consumer)).toEqual([expect.stringMatching(/^item EUR=, subscribed to at 20\d\d-.*Z$/)])
  })
})
