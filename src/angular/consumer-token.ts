import { InjectionToken } from '@angular/core'
import type { Consumer } from '../index.js'

/**
 * The consumer that {@link provideConsumer} provides, and that everything here uses unless told otherwise. In a test
 * it is the place for a fake.
 *
 * @example
 * ```ts
 * import { TestBed } from '@angular/core/testing'
 * import { CONSUMER } from 'rx-omm/angular'
 * import { fakeConsumer } from 'rx-omm/testing'
 *
 * const consumer = fakeConsumer({ items: { 'EUR=': { BID: 1.0923 } } })
 * TestBed.configureTestingModule({ providers: [{ provide: CONSUMER, useValue: consumer }] })
 * ```
 */
export const CONSUMER = /* @__PURE__ */ new InjectionToken<Consumer>(
  'CONSUMER of rx-omm: is provideConsumer() among the providers?',
)
