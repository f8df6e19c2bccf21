import type { InjectionToken } from '@angular/core'
import type { Consumer } from '../index.js'
import type { ConsumerFeature } from './consumer-feature.js'

/**
 * Provides the consumer under a token of its own, for applications with several of them.
 *
 * @param token - what to ask for it by: the option `consumer` of everything that begins with `inject`
 *
 * @example
 * ```ts
 * import { InjectionToken, type ApplicationConfig } from '@angular/core'
 * import type { Consumer } from 'rx-omm'
 * import { injectImage, provideConsumer, withToken } from 'rx-omm/angular'
 *
 * const DELAYED = new InjectionToken<Consumer>('DELAYED')
 * export const config: ApplicationConfig = {
 *   providers: [
 *     provideConsumer({ login: { name: 'me' }, endpoints: 'wss://live.example.com' }),
 *     provideConsumer({ login: { name: 'me' }, endpoints: 'wss://delayed.example.com' }, withToken(DELAYED)),
 *   ],
 * }
 *
 * export class Quote {
 *   readonly live = injectImage('EUR=')
 *   readonly delayed = injectImage('EUR=', { consumer: DELAYED })
 * }
 * ```
 */
export const withToken = (token: InjectionToken<Consumer>): ConsumerFeature => ({ token })
