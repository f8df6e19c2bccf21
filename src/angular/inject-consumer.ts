import type { Consumer } from '../index.js'
import { contextOf } from './context-of.js'
import type { InjectOptions } from './item-signal.js'

/**
 * The consumer that was provided, for everything that is no signal: posts, services, streams of your own. It works
 * outside of Angular's zone.
 *
 * @param options - which consumer, and from where
 *
 * @example
 * ```ts
 * import { injectConsumer } from 'rx-omm/angular'
 *
 * export class PostPrice {
 *   private readonly consumer = injectConsumer()
 *
 *   send(bid: number): void {
 *     this.consumer.post({ name: 'MYRIC', service: 'CONTRIB', fields: { BID: bid } }).subscribe({
 *       error: (error: unknown) => console.log('not accepted', error),
 *     })
 *   }
 * }
 * ```
 */
export const injectConsumer = (options: InjectOptions = {}): Consumer =>
  contextOf(injectConsumer, options).consumer
