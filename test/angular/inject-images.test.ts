// @vitest-environment jsdom
import { type Signal, effect, signal } from '@angular/core'
import { TestBed } from '@angular/core/testing'
import * as t from 'io-ts'
import { Subject } from 'rxjs'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { type Book, type Image, type ItemEvent, toBook, toImage } from 'rx-omm'
import { type ItemSignal, injectImages, injectItems, provideConsumer } from 'rx-omm/angular'
import { refreshEvent, runVirtual, runWithSimulator, staleEvent, updateEvent } from 'rx-omm/testing'
import { component, injected, withFake, withProviders } from './support.js'

describe('a board', () => {
  it('is drawn without the images that are known', () => {
    withFake({ items: { 'EUR=': { BID: 1 }, 'JPY=': { BID: 150 } } })
    const Board = component(
      '@for (quote of quotes(); track quote) {{{ quote().name }}:{{ quote().value?.fields?.BID }} }',
      class {
        readonly names = signal(['EUR=', 'JPY='])
        readonly quotes = injectImages(this.names)
      },
    )
    const fixture = TestBed.createComponent(Board)
    fixture.detectChanges()
    const text = (): string => (fixture.nativeElement as HTMLElement).textContent.trim()
    expect(text()).toBe('EUR=:1 JPY=:150')
    fixture.componentInstance.names.set(['JPY=', 'NO.SUCH'])
    fixture.detectChanges()
    expect(text()).toBe('JPY=:150 NO.SUCH:')
  })

  it('opens an item anew when other names come and go, or leaves one open that has gone', () => {
    const consumer = withFake({ items: { 'EUR=': { BID: 1 }, 'JPY=': { BID: 150 }, 'GBP=': { BID: 2 } } })
    const names = signal(['EUR=', 'JPY='])
    const quotes = injected(() => injectImages(names))
    TestBed.tick()
    const [, jpy] = quotes()
    names.set(['GBP=', 'JPY=', 'JPY='])
    TestBed.tick()
    expect(quotes().map((quote) => quote().name)).toEqual(['GBP=', 'JPY='])
    expect(quotes()[1]).toBe(jpy)
    expect(consumer.uses.map(({ names, end }) => [...names, end])).toEqual([
      ['EUR=', 'left'],
      ['JPY=', 'open'],
      ['GBP=', 'open'],
    ])
  })

  it('changes as a whole when one of its items changes, or ends with it', () => {
    const event$ = new Subject<ItemEvent>()
    withFake({ items: { 'EUR=': event$, 'JPY=': { BID: 150 } } })
    const quotes = injected(() => injectImages(['EUR=', 'JPY=', 'NO.SUCH']))
    const before = quotes()
    const state = before.map((quote) => quote())
    event$.next(refreshEvent({ BID: 1 }))
    expect(quotes()).toBe(before)
    expect(before.map((quote, index) => quote() === state[index])).toEqual([false, true, true])
    expect(before.map((quote) => quote().status)).toEqual(['live', 'live', 'failed'])
  })

  it('asks for its items one by one', () => {
    runWithSimulator(({ options, simulator, advance }) => {
      withProviders(provideConsumer(options))
      const names = Array.from({ length: 50 }, (_, index) => `ITEM${index}`)
      const quotes = injected(() => injectImages(names))
      advance(1_000)
      expect(quotes().every((quote) => quote().status === 'live')).toBe(true)
      const frames = simulator.received.filter((one) => one.kind === 'frame' && one.frame.includes('ITEM0'))
      expect(frames).toMatchObject([{ messages: [{ Key: { Name: names } }] }])
      TestBed.resetTestingModule()
    })
  })

  it('is drawn for each of its items, which are to change seldom', () => {
    runVirtual(({ cold, advance }) => {
      const events = { r: refreshEvent({ BID: 1 }), u: updateEvent({ BID: 2 }), s: staleEvent('away') }
      withFake({ items: { 'EUR=': cold('r 20ms u', events), 'JPY=': cold('10ms r 25ms u 200ms s', events) } })
      const quotes = injected(() => injectImages(['EUR=', 'JPY='], { conflate: 50 }))
      const seen: unknown[] = []
      TestBed.runInInjectionContext(() =>
        effect(() => {
          seen.push(quotes().map((quote) => (quote().stale ? 'stale' : quote().value?.fields.BID)))
        }),
      )
      for (let time = 0; time < 100; time += 1) {
        TestBed.tick()
        advance(1)
      }
      expect(seen).toEqual([
        [undefined, undefined],
        [1, undefined],
        [1, 1],
        [2, 2],
      ])
      advance(138)
      TestBed.tick()
      expect(seen.at(-1)).toEqual([2, 'stale'])
      TestBed.resetTestingModule()
    })
  })

  it('is not typed by its codec', () => {
    withFake()
    const quotes = injected(() => injectImages([], { view: t.partial({ BID: t.number }) }))
    expectTypeOf(quotes()).toEqualTypeOf<readonly ItemSignal<Image<{ BID?: number }>>[]>()
    expect(quotes()).toEqual([])
  })
})

it('the order books of a list are no signals, or not typed by what is made of them', () => {
  runWithSimulator(({ options, advance }) => {
    withProviders(provideConsumer(options))
    const names = signal(['TRI.TO'])
    const books = injected(() => injectItems(names, { domain: 'MarketByOrder', pipe: toBook({ levels: 3 }) }))
    expectTypeOf(books).toEqualTypeOf<Signal<readonly ItemSignal<Book>[]>>()
    TestBed.tick()
    advance(1_000)
    const [first] = books()
    names.set(['IBM.N', 'TRI.TO'])
    TestBed.tick()
    advance(1_000)
    expect(books().map((book) => [book().name, book().status, book().value?.bids.length])).toEqual([
      ['IBM.N', 'live', 3],
      ['TRI.TO', 'live', 3],
    ])
    expect(books()[1]).toBe(first)
    const quotes = injected(() => injectItems([], { view: t.partial({ BID: t.number }), pipe: toImage() }))
    expectTypeOf(quotes()).toEqualTypeOf<readonly ItemSignal<Image<{ BID?: number }>>[]>()
    const events = injected(() => injectItems([]))
    expectTypeOf(events()).toEqualTypeOf<readonly ItemSignal<ItemEvent>[]>()
    TestBed.resetTestingModule()
  })
})
