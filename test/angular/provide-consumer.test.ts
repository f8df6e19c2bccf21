// @vitest-environment jsdom
import { ApplicationRef, DestroyRef, InjectionToken, inject } from '@angular/core'
import { TestBed } from '@angular/core/testing'
import { describe, expect, it } from 'vitest'
import type { Consumer, ConsumerState } from 'rx-omm'
import {
  CONSUMER,
  injectConsumer,
  injectConsumerState,
  injectImage,
  provideConsumer,
  withEvents,
  withPausedWhenHidden,
  withSetup,
  withToken,
} from 'rx-omm/angular'
import { runVirtual, runWithSimulator } from 'rx-omm/testing'
import { injected, withFake, withProviders } from './support.js'

const NAME = new InjectionToken<string>('NAME')

describe('a consumer that is provided', () => {
  it('is made or opened before somebody wants something of it', () => {
    runWithSimulator(({ options, simulator, advance }) => {
      let made = 0
      const count = (): typeof options => {
        made += 1
        return options
      }
      withProviders(provideConsumer(count))
      TestBed.inject(ApplicationRef)
      expect(made).toBe(0)
      const state = injected(() => injectConsumerState())
      advance(1_000)
      expect([made, state().status, simulator.received]).toEqual([1, 'idle', []])
      injected(() => injectImage('EUR='))
      advance(1_000)
      expect([made, state().status]).toEqual([1, 'ready'])
      TestBed.resetTestingModule()
    })
  })

  it('survives the application', () => {
    runWithSimulator(({ options, simulator, advance }) => {
      withProviders(provideConsumer(options))
      const states: ConsumerState['status'][] = []
      injected(() => injectConsumer()).state$.subscribe(({ status }) => states.push(status))
      const quote = injected(() => injectImage('EUR='))
      advance(1_000)
      TestBed.resetTestingModule()
      advance(100)
      expect(states.at(-1)).toBe('closed')
      expect(simulator.received.at(-1)?.kind).toBe('close')
      expect(quote().value?.name).toBe('EUR=')
    })
  })

  it('cannot be made from what is injected', () => {
    runWithSimulator({ identity: { name: 'me' } }, ({ options, simulator, advance }) => {
      withProviders(
        { provide: NAME, useValue: 'trader' },
        provideConsumer(() => ({ ...options, login: { name: inject(NAME) } })),
      )
      injected(() => injectImage('EUR='))
      advance(1_000)
      const frames = simulator.received.filter((one) => one.kind === 'frame')
      expect(frames[0]).toMatchObject({ messages: [{ Domain: 'Login', Key: { Name: 'trader' } }] })
      TestBed.resetTestingModule()
    })
  })

  it('cannot stand beside another', () => {
    runWithSimulator(({ options, advance }) => {
      const OTHER = new InjectionToken<Consumer>('OTHER')
      withProviders(provideConsumer(options), provideConsumer(options, withToken(OTHER)))
      const one = injected(() => injectConsumer())
      const other = injected(() => injectConsumer({ consumer: OTHER }))
      expect(one).not.toBe(other)
      expect(TestBed.inject(CONSUMER)).toBe(one)
      injected(() => injectImage('EUR=', { consumer: OTHER }))
      advance(1_000)
      expect(injected(() => injectConsumerState())().status).toBe('idle')
      expect(injected(() => injectConsumerState({ consumer: OTHER }))().status).toBe('ready')
      TestBed.resetTestingModule()
    })
  })

  it('is missing without a word on what to provide', () => {
    withProviders()
    expect(() => injected(() => injectImage('EUR='))).toThrow('is provideConsumer() among the providers?')
  })
})

describe('a feature', () => {
  it('does not hear of what happens, or cannot inject what writes it down', () => {
    runWithSimulator(({ options, advance }) => {
      const log: string[] = []
      withProviders(
        { provide: NAME, useValue: 'log' },
        provideConsumer(
          options,
          withEvents(({ event }) => log.push(`${inject(NAME)} ${event}`)),
        ),
      )
      injected(() => injectImage('EUR='))
      advance(1_000)
      expect(log).toContain('log login.accepted')
      TestBed.resetTestingModule()
    })
  })

  it('does not see the consumer, or not the end of it', () => {
    runVirtual(() => {
      const seen: unknown[] = []
      withProviders(
        provideConsumer(
          { login: { name: 'me' }, endpoints: 'localhost' },
          withSetup((consumer) => {
            seen.push(typeof consumer.item)
            inject(DestroyRef).onDestroy(() => seen.push('left'))
          }),
        ),
      )
      injected(() => injectConsumer())
      TestBed.resetTestingModule()
      expect(seen).toEqual(['function', 'left'])
    })
  })

  it('lets a page that nobody sees be sent updates', () => {
    runWithSimulator(({ options, simulator, advance }) => {
      withProviders(provideConsumer(options, withPausedWhenHidden()))
      const quote = injected(() => injectImage('EUR='))
      advance(1_000)
      const show = (hidden: boolean): void => {
        Object.defineProperty(document, 'hidden', { value: hidden, configurable: true })
        document.dispatchEvent(new Event('visibilitychange'))
        advance(1_000)
      }
      show(true)
      simulator.updateItem('EUR=', { BID: 77 })
      advance(1_000)
      expect(quote().value?.fields.BID).not.toBe(77)
      show(false)
      expect(quote().value?.fields.BID).toBe(77)
      TestBed.resetTestingModule()
    })
  })
})

it('a fake in the place of the consumer has no state', () => {
  withFake()
  expect(injected(() => injectConsumerState())().status).toBe('ready')
})
