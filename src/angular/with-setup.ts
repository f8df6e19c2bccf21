import type { Consumer } from '../index.js'
import type { ConsumerFeature } from './consumer-feature.js'

/**
 * Does something with the consumer as soon as there is one: the place for metrics, pauses and the like. There is one
 * when somebody injects it for the first time, and never on a server.
 *
 * @param setUp - runs in an injection context; what it subscribes to completes when the consumer is closed
 *
 * @example
 * ```ts
 * import { DestroyRef, inject } from '@angular/core'
 * import { provideConsumer, withSetup } from 'rx-omm/angular'
 *
 * export const provided = provideConsumer(
 *   { login: { name: 'me' }, endpoints: 'wss://feed.example.com' },
 *   withSetup((consumer) => {
 *     consumer.latency$.subscribe(({ roundTripUs }) => console.log(roundTripUs))
 *     inject(DestroyRef).onDestroy(() => console.log('left'))
 *   }),
 * )
 * ```
 */
export const withSetup = (setUp: (consumer: Consumer) => void): ConsumerFeature => ({ setUp })
