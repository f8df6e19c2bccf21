import { Injector, inject, runInInjectionContext } from '@angular/core'
import type { ConsumerEvent } from '../index.js'
import type { ConsumerFeature } from './consumer-feature.js'
import { withSetup } from './with-setup.js'

/**
 * Tells everything that happens to the consumer, for a log: tokens, connections, logins, outages. No event holds a
 * secret.
 *
 * @param listener - called for each event, outside of the zone and in an injection context
 *
 * @example
 * ```ts
 * import { provideConsumer, withEvents } from 'rx-omm/angular'
 *
 * export const provided = provideConsumer(
 *   { login: { name: 'me' }, endpoints: 'wss://feed.example.com' },
 *   withEvents((event) => {
 *     if (event.event === 'retry.scheduled') console.log(`attempt ${event.attempt}: ${event.cause.message}`)
 *   }),
 * )
 * ```
 */
export const withEvents = (listener: (event: ConsumerEvent) => void): ConsumerFeature =>
  withSetup((consumer) => {
    const injector = inject(Injector)
    // eslint-disable-next-line rxjs-x/no-ignored-error -- events never end with an error
    consumer.events$.subscribe((event) => {
      runInInjectionContext(injector, () => {
        listener(event)
      })
    })
  })
