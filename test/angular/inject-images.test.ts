// @vitest-environment jsdom
import { signal } from '@angular/core'
import { TestBed } from '@angular/core/testing'
import * as t from 'io-ts'
import { Subject } from 'rxjs'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { type Image, type ItemEvent } from 'rx-omm'
import { type ItemSignal, injectImages, provideConsumer } from 'rx-omm/angular'
import { refreshEvent, runWithSimulator } from 'rx-omm/testing'
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

  it('is not typed by its codec', () => {
    withFake()
    const quotes = injected(() => injectImages([], { view: t.partial({ BID: t.number }) }))
    expectTypeOf(quotes()).toEqualTypeOf<readonly ItemSignal<Image<{ BID?: number }>>[]>()
    expect(quotes()).toEqual([])
  })
})
