// @vitest-environment jsdom
import { ErrorHandler, signal } from '@angular/core'
import { TestBed } from '@angular/core/testing'
import { Subject, map, pipe } from 'rxjs'
import { expect, expectTypeOf, it } from 'vitest'
import { type Book, type ItemEvent, type Members, staleAfter, toBook, toImage, toMembers } from 'rx-omm'
import { type ItemSignal, injectItem, provideConsumer } from 'rx-omm/angular'
import { refreshEvent, runVirtual, runWithSimulator, updateEvent } from 'rx-omm/testing'
import { injected, withFake, withProviders } from './support.js'

it('an order book is no signal, or shows the levels of the book before', () => {
  runWithSimulator(({ options, advance }) => {
    withProviders(provideConsumer(options))
    const name = signal('TRI.TO')
    const book = injected(() => injectItem(name, { domain: 'MarketByOrder', pipe: toBook({ levels: 3 }) }))
    expectTypeOf(book).toEqualTypeOf<ItemSignal<Book>>()
    TestBed.tick()
    expect(book()).toMatchObject({ status: 'loading', name: 'TRI.TO' })
    advance(1_000)
    expect(book()).toMatchObject({ status: 'live', value: { complete: true } })
    expect(book().value?.bids).toHaveLength(3)
    name.set('IBM.N')
    expect(book()).toMatchObject({ status: 'loading', name: 'IBM.N', value: undefined })
    TestBed.tick()
    advance(1_000)
    expect(book()).toMatchObject({ status: 'live', value: { name: 'IBM.N' } })
    TestBed.resetTestingModule()
  })
})

it('a symbol list is no signal', () => {
  runWithSimulator(({ options, advance }) => {
    withProviders(provideConsumer(options))
    const list = injected(() => injectItem('0#.FTSE', { domain: 'SymbolList', pipe: toMembers() }))
    expectTypeOf(list).toEqualTypeOf<ItemSignal<Members>>()
    advance(1_000)
    expect(list().value?.members.size).toBeGreaterThan(0)
    TestBed.resetTestingModule()
  })
})

it('without `pipe` the value is not the newest event', () => {
  const event$ = new Subject<ItemEvent>()
  withFake({ items: { 'EUR=': event$ } })
  const item = injected(() => injectItem('EUR='))
  expectTypeOf(item).toEqualTypeOf<ItemSignal<ItemEvent>>()
  event$.next(refreshEvent({ BID: 1 }, { complete: false }))
  expect(item().status).toBe('loading')
  event$.next(refreshEvent({ BID: 1, ASK: 2 }))
  event$.next(updateEvent({ BID: 3 }))
  expect(item()).toMatchObject({ status: 'live', value: { type: 'update', fields: { BID: 3 } } })
})

it('what an operator makes stale is shown as live', () => {
  runVirtual(({ cold, advance }) => {
    withFake({ items: { 'EUR=': cold('r', { r: refreshEvent({ BID: 1 }) }) } })
    const item = injected(() => injectItem('EUR=', { pipe: pipe(staleAfter(1_000), toImage()) }))
    advance(500)
    expect(item().status).toBe('live')
    advance(1_000)
    expect(item()).toMatchObject({ status: 'stale', value: { fields: { BID: 1 } } })
    TestBed.resetTestingModule()
  })
})

it('an error of an operator throws where the signal is read, or nobody hears of it', () => {
  const mistakes: unknown[] = []
  const handleError = (error: unknown): unknown => mistakes.push(error)
  withFake({ items: { 'EUR=': { BID: 1 } } })
  TestBed.configureTestingModule({ providers: [{ provide: ErrorHandler, useValue: { handleError } }] })
  const mistake = new TypeError('no such thing')
  const broken = map((): ItemEvent => {
    throw mistake
  })
  const item = injected(() => injectItem('EUR=', { pipe: broken }))
  expect(item()).toMatchObject({ status: 'failed', error: { code: 'invalid-options' } })
  expect(mistakes).toEqual([mistake])
})
