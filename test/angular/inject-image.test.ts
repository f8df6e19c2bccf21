// @vitest-environment jsdom
import { Injector, Input, computed, effect, inject, input, signal } from '@angular/core'
import { TestBed } from '@angular/core/testing'
import * as t from 'io-ts'
import { NEVER, Subject, concat, defer, of, tap } from 'rxjs'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { type Image, type ItemEvent, type OmmError, nullable } from 'rx-omm'
import { CONSUMER, type ItemSignal, injectImage, injectImages, provideConsumer } from 'rx-omm/angular'
import {
  closedItem,
  expectNoLeaks,
  refreshEvent,
  runVirtual,
  runWithSimulator,
  staleEvent,
  updateEvent,
} from 'rx-omm/testing'
import { component, injected, withFake, withProviders } from './support.js'

const bid = (quote: ItemSignal<Image>): unknown => quote().value?.fields.BID

describe('the signal of an image', () => {
  it('has nothing to show at the first drawing although the image is known', () => {
    const consumer = withFake({ items: { 'EUR=': { BID: 1, ASK: 2 } } })
    const Quote = component(
      '{{ quote().status }} {{ quote().value?.fields?.BID }}',
      class {
        readonly quote = injectImage('EUR=', { view: ['BID'] })
      },
    )
    const fixture = TestBed.createComponent(Quote)
    fixture.detectChanges()
    expect((fixture.nativeElement as HTMLElement).textContent).toBe('live 1')
    expect(consumer.uses).toMatchObject([{ names: ['EUR='], options: { view: ['BID'] } }])
    fixture.destroy()
    expectNoLeaks(consumer)
  })

  it('loses the last good image in an outage, or shows it as live', () => {
    const event$ = new Subject<ItemEvent>()
    withFake({ items: { 'EUR=': event$ } })
    const quote = injected(() => injectImage('EUR='))
    expect(quote()).toEqual({
      status: 'loading',
      name: 'EUR=',
      value: undefined,
      stale: false,
      error: undefined,
    })
    event$.next(refreshEvent({ BID: 1 }))
    expect(quote()).toMatchObject({
      status: 'live',
      name: 'EUR=',
      value: { fields: { BID: 1 } },
      stale: false,
    })
    event$.next(staleEvent('the feed is lost'))
    expect(quote()).toMatchObject({
      status: 'stale',
      value: { fields: { BID: 1 } },
      stale: { cause: { text: 'the feed is lost' } },
    })
    event$.next(refreshEvent({ BID: 2 }))
    expect(quote()).toMatchObject({ status: 'live', value: { fields: { BID: 2 } } })
  })

  it('does not tell why there is no image yet, or takes an empty one for an image', () => {
    const event$ = new Subject<ItemEvent>()
    withFake({ items: { 'EUR=': event$ } })
    const quote = injected(() => injectImage('EUR='))
    event$.next(staleEvent('the feed is lost'))
    expect(quote()).toMatchObject({
      status: 'loading',
      value: undefined,
      stale: { cause: { text: 'the feed is lost' } },
    })
    event$.next(refreshEvent({ BID: 1 }, { complete: false }))
    expect(quote().status).toBe('loading')
    event$.next(refreshEvent({ ASK: 2 }))
    expect(quote()).toMatchObject({ status: 'live', value: { fields: { BID: 1, ASK: 2 } } })
  })

  it('still shows values that the server has taken back', () => {
    const event$ = new Subject<ItemEvent>()
    withFake({ items: { 'EUR=': event$ } })
    const quote = injected(() => injectImage('EUR='))
    event$.next(refreshEvent({ BID: 1 }))
    event$.next({ ...staleEvent('not yours any more'), cleared: true })
    expect(quote()).toMatchObject({ status: 'loading', value: undefined, stale: { since: 0 } })
  })

  it('is another object when nothing has happened', () => {
    const event$ = new Subject<ItemEvent>()
    withFake({ items: { 'EUR=': event$ } })
    const name = signal('EUR=')
    const other = signal(0)
    const quote = injected(() =>
      injectImage(() => ({ name: name(), view: ['BID'], key: { filter: other() * 0 } })),
    )
    TestBed.tick()
    const before = quote()
    expect(before.status).toBe('loading')
    name.set('EUR=')
    other.set(1)
    TestBed.tick()
    expect(quote()).toBe(before)
  })

  it('is not decoded, or not typed by the codec', () => {
    withFake({ items: { 'EUR=': { BID: 1, ASK: null, OTHER: 'x' } } })
    const view = t.type({ BID: nullable(t.number), ASK: nullable(t.number) })
    const quote = injected(() => injectImage('EUR=', { view }))
    const same = injected(() => injectImage({ name: 'EUR=', view }))
    expect(quote().value?.fields).toEqual({ BID: 1, ASK: null })
    expectTypeOf(quote).toEqualTypeOf<ItemSignal<Image<{ BID: number | null; ASK: number | null }>>>()
    expectTypeOf(same).toEqualTypeOf<typeof quote>()
    const state = quote()
    if (state.status === 'live') expectTypeOf(state.value.fields.BID).toEqualTypeOf<number | null>()
    if (state.status === 'failed') expectTypeOf(state.error).toEqualTypeOf<OmmError>()
    const plain = injected(() => injectImage('EUR='))
    expectTypeOf(plain).toEqualTypeOf<ItemSignal<Image>>()
  })

  it('changes more often than it should', () => {
    runVirtual(({ cold, advance }) => {
      const events = { r: refreshEvent({ BID: 1 }), u: updateEvent({ BID: 2 }), v: updateEvent({ BID: 3 }) }
      withFake({ items: { 'EUR=': cold('ruv', events) } })
      const quote = injected(() => injectImage('EUR=', { conflate: 100 }))
      advance(50)
      expect(bid(quote)).toBe(1)
      advance(100)
      expect(bid(quote)).toBe(3)
      TestBed.resetTestingModule()
    })
  })
})

it('an image does not change for as long as its item does', () => {
  runVirtual(({ cold, advance }) => {
    const events = { r: refreshEvent({ BID: 1 }), u: updateEvent({ BID: 2 }) }
    withFake({ items: { 'EUR=': cold(`r${' 9ms u'.repeat(20)}`, events) } })
    const quote = injected(() => injectImage('EUR=', { conflate: 1 }))
    advance(100)
    expect(bid(quote)).toBe(2)
    TestBed.resetTestingModule()
  })
})

describe('an item that ends', () => {
  it('throws where the signal is read', () => {
    withFake()
    const quote = injected(() => injectImage('NO.SUCH'))
    const state = quote()
    expect(state).toMatchObject({
      status: 'failed',
      name: 'NO.SUCH',
      value: undefined,
      error: { code: 'item-closed' },
    })
    expect(computed(() => quote().error?.message)()).toContain('NO.SUCH')
  })

  it('shows its last values as if they were live', () => {
    runWithSimulator(({ options, simulator, advance }) => {
      withProviders(provideConsumer(options))
      const quote = injected(() => injectImage('EUR='))
      advance(1_000)
      expect(quote().status).toBe('live')
      simulator.closeItem('EUR=')
      advance(1_000)
      expect(quote()).toMatchObject({
        status: 'failed',
        value: { name: 'EUR=' },
        error: { code: 'item-closed' },
      })
      expect(quote().stale).not.toBe(false)
      TestBed.resetTestingModule()
    })
  })

  it('shows its last values as if they were live when everything fails for good', () => {
    runWithSimulator({ identity: { name: 'me' } }, ({ options, simulator, advance }) => {
      withProviders(provideConsumer(options))
      const quote = injected(() => injectImage('EUR='))
      advance(1_000)
      simulator.refuseLogins(99, { code: 'UserUnknownToPermSys' })
      simulator.drop()
      advance(60_000)
      expect(quote()).toMatchObject({
        status: 'failed',
        value: { name: 'EUR=' },
        error: { code: 'login-closed' },
      })
      expect(quote().stale).not.toBe(false)
      simulator.clear()
      quote.reload()
      expect(quote().status).toBe('loading')
      advance(10_000)
      expect(quote().status).toBe('live')
      TestBed.resetTestingModule()
    })
  })

  it('cannot be asked for again', () => {
    let isThere = false
    const consumer = withFake({
      unknown: (name) => (isThere ? concat(of(refreshEvent({ BID: 1 })), NEVER) : closedItem(name)),
    })
    const quote = injected(() => injectImage('EUR='))
    expect(quote().status).toBe('failed')
    isThere = true
    quote.reload()
    expect(quote()).toMatchObject({ status: 'live', error: undefined })
    quote.reload()
    expect(consumer.uses).toHaveLength(2)
    TestBed.resetTestingModule()
    quote.reload()
    expect(consumer.uses).toHaveLength(2)
    expectNoLeaks(consumer)
  })

  it('is asked for again by who has nothing to do with it any more', () => {
    const consumer = withFake()
    const quote = injected(() => injectImage('NO.SUCH'))
    expect(quote().status).toBe('failed')
    TestBed.resetTestingModule()
    quote.reload()
    expect(consumer.uses).toHaveLength(1)
  })

  it('is asked for again whenever something changes that was read while it was', () => {
    const read = signal(0)
    const item$ = defer(() => (read() < 0 ? NEVER : of(refreshEvent({ BID: 1 }))))
    const consumer = withFake({ items: { 'EUR=': item$ } })
    const quote = injected(() => injectImage('EUR='))
    injected(() =>
      effect(() => {
        quote.reload()
      }),
    )
    TestBed.tick()
    expect(consumer.uses).toHaveLength(2)
  })

  it('keeps a signal from showing why, when it is asked for wrongly', () => {
    withFake()
    const quote = injected(() => injectImage(''))
    expect(quote()).toMatchObject({ status: 'failed', error: { code: 'invalid-options' } })
  })

  it('is taken for one that failed when it ended in good order', () => {
    const event$ = new Subject<ItemEvent>()
    withFake({ items: { 'EUR=': event$ } })
    const quote = injected(() => injectImage('EUR=', { snapshot: true }))
    event$.next(refreshEvent({ BID: 1 }))
    expect(quote()).toMatchObject({
      status: 'closed',
      value: { fields: { BID: 1 } },
      stale: false,
      error: undefined,
    })
    quote.reload()
    expect(quote()).toMatchObject({ status: 'closed', value: { fields: { BID: 1 } } })
    event$.next(refreshEvent({ BID: 2 }))
    expect(quote()).toMatchObject({ status: 'closed', value: { fields: { BID: 2 } } })
  })
})

describe('a name that changes', () => {
  const items = { 'EUR=': { BID: 1 }, 'JPY=': { BID: 150 } }

  it('shows the values of the item before, be it for one reading', () => {
    withFake({ items })
    const name = signal<string | undefined>('EUR=')
    const quote = injected(() => injectImage(name))
    const seen = (): unknown => [quote().name, quote().status, bid(quote)]
    expect(seen()).toEqual(['EUR=', 'loading', undefined])
    TestBed.tick()
    expect(seen()).toEqual(['EUR=', 'live', 1])
    name.set('JPY=')
    expect(seen()).toEqual(['JPY=', 'loading', undefined])
    TestBed.tick()
    expect(seen()).toEqual(['JPY=', 'live', 150])
    name.set(undefined)
    expect(seen()).toEqual([undefined, 'idle', undefined])
  })

  it('leaves the item before open', () => {
    const consumer = withFake({ items })
    const name = signal<string | undefined>('EUR=')
    const quote = injected(() => injectImage(name))
    TestBed.tick()
    name.set('JPY=')
    TestBed.tick()
    const open = (): unknown => consumer.uses.filter(({ end }) => end === 'open').map(({ names }) => names)
    expect(open()).toEqual([['JPY=']])
    name.set(undefined)
    TestBed.tick()
    expect(open()).toEqual([])
    quote.reload()
    expect(open()).toEqual([])
  })

  it('takes the item with it when finding it out fails, or does not come back', () => {
    const consumer = withFake({ items })
    const name = signal('EUR=')
    const chosen = computed(() => {
      if (name() === 'broken') throw new TypeError('no name')
      return name()
    })
    const quote = injected(() => injectImage(chosen))
    TestBed.tick()
    name.set('broken')
    expect(() => {
      TestBed.tick()
    }).toThrow('no name')
    expect(consumer.uses).toMatchObject([{ end: 'open' }])
    name.set('JPY=')
    TestBed.tick()
    expect(quote()).toMatchObject({ status: 'live', name: 'JPY=' })
    expect(consumer.uses).toMatchObject([{ end: 'left' }, { end: 'open' }])
  })

  it('asks for every name that was set in between', () => {
    const consumer = withFake({ items })
    const name = signal<string | undefined>('EUR=')
    const quote = injected(() => injectImage(name))
    TestBed.tick()
    for (const next of ['A', undefined, '', 'B', 'JPY=']) {
      name.set(next)
      expect(quote().name).toBe(next)
    }
    TestBed.tick()
    expect(quote().status).toBe('live')
    expect(consumer.uses.map(({ names }) => names)).toEqual([['EUR='], ['JPY=']])
  })

  it('closes a stream that both requests want, only to open it again', () => {
    runWithSimulator(({ options, simulator, advance }) => {
      withProviders(provideConsumer(options))
      const view = signal(['BID'])
      const quote = injected(() => injectImage(() => ({ name: 'EUR=', view: view() })))
      TestBed.tick()
      advance(1_000)
      expect(Object.keys(quote().value?.fields ?? {})).toEqual(['BID'])
      view.set(['BID', 'ASK'])
      TestBed.tick()
      advance(1_000)
      expect(Object.keys(quote().value?.fields ?? {}).sort()).toEqual(['ASK', 'BID'])
      const messages = simulator.received.flatMap((one) => (one.kind === 'frame' ? one.messages : []))
      expect(messages.map(({ Type }) => Type)).not.toContain('Close')
      TestBed.resetTestingModule()
    })
  })

  it('is not followed where it is an input, or its image not drawn with the first drawing', () => {
    const consumer = withFake({ items })
    const Quote = component(
      '{{ name() }} {{ quote().status }} {{ quote().value?.fields?.BID }}',
      class {
        readonly name = input.required<string>()
        readonly quote = injectImage(this.name)
      },
    )
    // What Angular's compiler says of an input that is a signal.
    const declared = Input({ isSignal: true, alias: 'name', required: true } as Input) as PropertyDecorator
    declared(Quote.prototype as object, 'name')
    const fixture = TestBed.createComponent(Quote)
    const element = fixture.nativeElement as HTMLElement
    fixture.componentRef.setInput('name', 'EUR=')
    fixture.detectChanges()
    expect(element.textContent).toBe('EUR= live 1')
    fixture.componentRef.setInput('name', 'JPY=')
    fixture.detectChanges()
    expect(element.textContent).toBe('JPY= live 150')
    fixture.destroy()
    expectNoLeaks(consumer)
  })
})

describe('injectImage', () => {
  it('can be called where nothing ends the subscription', () => {
    withFake({ items: { 'EUR=': { BID: 1 } } })
    expect(() => injectImage('EUR=')).toThrow('injectImage() can only be used within an injection context')
    const anew = computed(() => injected(() => injectImage('EUR=')))
    expect(anew).toThrow('It would subscribe anew each time')
  })

  it('cannot be called outside of an injection context with an injector', () => {
    const consumer = withFake({ items: { 'EUR=': { BID: 1 } } })
    const parent = TestBed.inject(Injector)
    const injector = Injector.create({ providers: [], parent })
    expect(bid(injectImage('EUR=', { injector }))).toBe(1)
    injector.destroy()
    expectNoLeaks(consumer)
  })

  it('opens an item that nothing closes when what it is called for has been destroyed', () => {
    const consumer = withFake({ items: { 'EUR=': { BID: 1 } } })
    const Late = component(
      '',
      class {
        readonly injector = inject(Injector)
      },
    )
    const fixture = TestBed.createComponent(Late)
    const { injector } = fixture.componentInstance
    fixture.destroy()
    expect(() => injectImage('EUR=', { injector })).toThrow('destroyed')
    expect(consumer.uses).toEqual([])
  })

  it('leaves items open when the first values lead to the end of what they are for', () => {
    const consumer = withFake({ items: { 'EUR=': { BID: 1 }, 'JPY=': { BID: 150 } } })
    const leave = tap(() => {
      injector.destroy()
    })
    const leaving = { ...consumer, item: (name: string) => consumer.item(name).pipe(leave) }
    const injector = Injector.create({
      providers: [{ provide: CONSUMER, useValue: leaving }],
      parent: TestBed.inject(Injector),
    })
    injectImages(['EUR=', 'JPY='], { injector })
    expectNoLeaks(consumer)
    expect(consumer.uses.map(({ names }) => names)).toEqual([['EUR=']])
  })
})

it('two components that want one item ask for it twice, or one that goes takes it from the other', () => {
  runWithSimulator(({ options, simulator, advance }) => {
    withProviders(provideConsumer(options))
    const Quote = component(
      '{{ quote().status }}',
      class {
        readonly quote = injectImage('EUR=')
      },
    )
    const one = TestBed.createComponent(Quote)
    advance(1_000)
    const other = TestBed.createComponent(Quote)
    other.detectChanges()
    expect((other.nativeElement as HTMLElement).textContent).toBe('live')
    one.destroy()
    advance(60_000)
    expect(other.componentInstance.quote().status).toBe('live')
    const requests = simulator.received.filter((one) => one.kind === 'frame' && one.frame.includes('EUR='))
    expect(requests).toHaveLength(1)
    TestBed.resetTestingModule()
  })
})

it('a component that goes during an outage keeps asking for its item', () => {
  runWithSimulator(({ options, simulator, advance }) => {
    withProviders(provideConsumer(options))
    const Quote = component(
      '',
      class {
        readonly quote = injectImage('EUR=')
      },
    )
    const fixture = TestBed.createComponent(Quote)
    advance(1_000)
    simulator.stopAccepting()
    simulator.drop()
    advance(1_000)
    fixture.destroy()
    advance(60_000)
    simulator.accept()
    const before = simulator.received.length
    advance(60_000)
    expect(simulator.received.slice(before)).toEqual([])
    TestBed.resetTestingModule()
  })
})
