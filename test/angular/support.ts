// Components of tests are compiled as they are used.
import '@angular/compiler'
import type { Type } from '@angular/core'
import {
  Component,
  type EnvironmentProviders,
  type Provider,
  provideZonelessChangeDetection,
} from '@angular/core'
import { TestBed, getTestBed } from '@angular/core/testing'
import { BrowserTestingModule, platformBrowserTesting } from '@angular/platform-browser/testing'
import { afterEach } from 'vitest'
import { type FakeConsumer, type FakeOptions, fakeConsumer } from 'rx-omm/testing'
import { CONSUMER } from 'rx-omm/angular'

getTestBed().initTestEnvironment(BrowserTestingModule, platformBrowserTesting())
afterEach(() => {
  TestBed.resetTestingModule()
})

/** Makes a component of a class, as its decorator would. */
export const component = <C>(template: string, type: Type<C>, more: Partial<Component> = {}): Type<C> => {
  Component({ selector: 'app-under-test', template, ...more })(type)
  return type
}

/** An application without a zone, and with these providers. */
export const withProviders = (...providers: (Provider | EnvironmentProviders)[]): void => {
  TestBed.configureTestingModule({ providers: [provideZonelessChangeDetection(), ...providers] })
}

/** An application without a zone, and with a fake consumer. */
export const withFake = (options: FakeOptions = {}): FakeConsumer => {
  const consumer = fakeConsumer(options)
  withProviders({ provide: CONSUMER, useValue: consumer })
  return consumer
}

/** Runs something as the initialiser of a member of a component is run. */
export const injected = <T>(run: () => T): T => TestBed.runInInjectionContext(run)
