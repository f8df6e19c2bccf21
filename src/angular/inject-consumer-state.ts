import type { Signal } from '@angular/core'
import { toSignal } from '@angular/core/rxjs-interop'
import type { ConsumerState } from '../index.js'
import { contextOf } from './context-of.js'
import type { InjectOptions } from './item-signal.js'

/**
 * Where the consumer stands, as a signal. Opens nothing.
 *
 * @param options - which consumer, and from where
 *
 * @example
 * ```ts
 * import { computed } from '@angular/core'
 * import { injectConsumerState } from 'rx-omm/angular'
 *
 * export class SessionBadge {
 *   private readonly state = injectConsumerState()
 *   readonly text = computed(() => {
 *     const state = this.state()
 *     return state.status === 'waiting' ? `attempt ${state.attempt} failed: ${state.cause.message}` : state.status
 *   })
 * }
 * ```
 */
export const injectConsumerState = (options: InjectOptions = {}): Signal<ConsumerState> => {
  const { injector, consumer } = contextOf(injectConsumerState, options)
  return toSignal(consumer.state$, { injector, initialValue: { status: 'idle' } })
}
