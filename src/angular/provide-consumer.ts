import {
  DestroyRef,
  type EnvironmentProviders,
  Injector,
  NgZone,
  inject,
  makeEnvironmentProviders,
} from '@angular/core'
import { type Consumer, type ConsumerOptions, createConsumer } from '../index.js'
import type { ConsumerFeature } from './consumer-feature.js'
import { CONSUMER } from './consumer-token.js'
import { isServer } from './is-server.js'
import { outsideAngular } from './outside-angular.js'
import { silentConsumer } from './silent-consumer.js'

/**
 * Provides a consumer to the application, to a route or to a lazily loaded part of it. It is made when it is injected for
 * the first time, opens nothing before somebody wants an item, and is closed when what provides it is destroyed.
 *
 * It works outside of Angular's zone. When a page is rendered on a server, no consumer is made: everything that would be
 * asked of it stays silent there.
 *
 * @param options - those of `createConsumer`, or a function that gives them and may `inject`
 * @param features - what else: {@link withPausedWhenHidden}, {@link withEvents}, {@link withSetup}, {@link withToken}
 *
 * @example
 * ```ts
 * import { HttpClient, provideHttpClient } from '@angular/common/http'
 * import { inject, type ApplicationConfig } from '@angular/core'
 * import { externalTokens, type ExternalToken } from 'rx-omm'
 * import { provideConsumer, withPausedWhenHidden } from 'rx-omm/angular'
 *
 * export const config: ApplicationConfig = {
 *   providers: [
 *     provideHttpClient(),
 *     provideConsumer(() => {
 *       const http = inject(HttpClient)
 *       return {
 *         tokens: externalTokens(() => http.get<ExternalToken>('/api/token')),
 *         endpoints: 'wss://feed.example.com',
 *       }
 *     }, withPausedWhenHidden()),
 *   ],
 * }
 * ```
 */
export const provideConsumer = (
  options: ConsumerOptions | (() => ConsumerOptions),
  ...features: readonly ConsumerFeature[]
): EnvironmentProviders => {
  const useFactory = (): Consumer => {
    if (isServer(inject(Injector))) return silentConsumer()
    const made = createConsumer(typeof options === 'function' ? options() : options)
    const consumer = outsideAngular(made, inject(NgZone))
    inject(DestroyRef).onDestroy(() => {
      void consumer.close()
    })
    for (const { setUp } of features) setUp?.(consumer)
    return consumer
  }
  const provide = features.find(({ token }) => token !== undefined)?.token ?? CONSUMER
  return makeEnvironmentProviders([{ provide, useFactory }])
}
