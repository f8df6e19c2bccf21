import type { Signal } from '@angular/core'
import type { DecodedItemOptions, Fields, FieldsCodec, FieldsOf, ItemEvent, ItemOptions } from '../index.js'
import { followItems } from './follow-items.js'
import type { Followed, ItemSignal, PipeOptions } from './item-signal.js'
import type { Health } from './item-state.js'
import type { AnyOptions } from './open-item.js'

/**
 * Many items whose fields are decoded, each as a signal of whatever `pipe` makes of it.
 *
 * @param names - names of the items, or what gives them
 * @param options - how they are asked for, with a codec as the view, and what is made of each
 *
 * @example
 * ```ts
 * import * as t from 'io-ts'
 * import { staleAfter, toImage } from 'rx-omm'
 * import { injectItems } from 'rx-omm/angular'
 * import { pipe } from 'rxjs'
 *
 * const Quote = t.partial({ BID: t.number })
 * export class QuietBoard {
 *   readonly quotes = injectItems(['EUR=', 'JPY='], { view: Quote, pipe: pipe(staleAfter(60_000), toImage()) })
 * }
 * ```
 */
export function injectItems<C extends FieldsCodec, T extends Health = ItemEvent<FieldsOf<C>>>(
  names: Followed<readonly string[]>,
  options: DecodedItemOptions<C> & PipeOptions<FieldsOf<C>, T>,
): Signal<readonly ItemSignal<T>[]>

/**
 * Many items, each as a signal of whatever `pipe` makes of it, such as order books: what `injectImages` is to
 * `injectImage`, this is to `injectItem`.
 *
 * @param names - names of the items, or what gives them; one that occurs twice is there once
 * @param options - how they are asked for, and what is made of each
 *
 * @example
 * ```ts
 * import { input } from '@angular/core'
 * import { toBook } from 'rx-omm'
 * import { injectItems } from 'rx-omm/angular'
 *
 * export class Ladders {
 *   readonly names = input.required<readonly string[]>()
 *   readonly books = injectItems(this.names, {
 *     domain: 'MarketByPrice',
 *     conflate: 250,
 *     pipe: toBook({ levels: 5 }),
 *   })
 * }
 * ```
 */
export function injectItems<T extends Health = ItemEvent>(
  names: Followed<readonly string[]>,
  options?: ItemOptions & PipeOptions<Fields, T>,
): Signal<readonly ItemSignal<T>[]>

export function injectItems(
  names: Followed<readonly string[]>,
  options: AnyOptions & PipeOptions<Fields, Health> = {},
): Signal<readonly ItemSignal<Health>[]> {
  return followItems(injectItems, names, options)
}
