import type {
  DecodedItemOptions,
  DecodedItemRequest,
  Fields,
  FieldsCodec,
  FieldsOf,
  ItemEvent,
  ItemOptions,
  ItemRequest,
} from '../index.js'
import { followItem } from './follow-item.js'
import type { Followed, ItemSignal, PipeOptions } from './item-signal.js'
import type { Health } from './item-state.js'
import type { AnyOptions, AnyRequest } from './open-item.js'

/**
 * An item whose fields are decoded, as a signal of whatever `pipe` makes of it.
 *
 * @param name - name of the item, or what gives it; while it is `undefined`, no item is wanted
 * @param options - how it is asked for, with a codec as the view, and what is made of it
 *
 * @example
 * ```ts
 * import * as t from 'io-ts'
 * import { staleAfter, toImage } from 'rx-omm'
 * import { injectItem } from 'rx-omm/angular'
 * import { pipe } from 'rxjs'
 *
 * const Quote = t.partial({ BID: t.number })
 * export class Quiet {
 *   readonly quote = injectItem('EUR=', { view: Quote, pipe: pipe(staleAfter(60_000), toImage()) })
 * }
 * ```
 */
export function injectItem<C extends FieldsCodec, T extends Health = ItemEvent<FieldsOf<C>>>(
  name: Followed<string | undefined>,
  options: DecodedItemOptions<C> & PipeOptions<FieldsOf<C>, T>,
): ItemSignal<T>

/**
 * An item whose fields are decoded, as a signal of whatever `pipe` makes of it.
 *
 * @param request - the request, or what gives it; while it is `undefined`, no item is wanted
 * @param options - what is made of it
 *
 * @example
 * ```ts
 * import * as t from 'io-ts'
 * import { injectItem } from 'rx-omm/angular'
 *
 * export class Events {
 *   readonly newest = injectItem({ name: 'EUR=', view: t.partial({ BID: t.number }) })
 * }
 * ```
 */
export function injectItem<C extends FieldsCodec, T extends Health = ItemEvent<FieldsOf<C>>>(
  request: Followed<DecodedItemRequest<C> | undefined>,
  options?: PipeOptions<FieldsOf<C>, T>,
): ItemSignal<T>

/**
 * An item as a signal of whatever `pipe` makes of it, such as an order book. It is subscribed to for as long as the
 * component lives, and shared with all others who want it. A name or request that is a signal or a function is
 * followed; with the new item the signal is `loading` until there is something of it.
 *
 * @param request - a name, a request, or what gives one; while it is `undefined`, no item is wanted
 * @param options - what is made of it, and how it is asked for when the first argument is a name
 *
 * @example
 * ```ts
 * import { input } from '@angular/core'
 * import { toBook } from 'rx-omm'
 * import { injectItem } from 'rx-omm/angular'
 *
 * export class OrderBook {
 *   readonly name = input.required<string>()
 *   readonly book = injectItem(this.name, {
 *     domain: 'MarketByOrder',
 *     conflate: 250,
 *     pipe: toBook({ by: 'price', levels: 10 }),
 *   })
 * }
 * ```
 */
export function injectItem<T extends Health = ItemEvent>(
  request: Followed<string | ItemRequest | undefined>,
  options?: ItemOptions & PipeOptions<Fields, T>,
): ItemSignal<T>

export function injectItem(
  request: Followed<AnyRequest | undefined>,
  options: AnyOptions & PipeOptions<Fields, Health> = {},
): ItemSignal<Health> {
  return followItem(injectItem, request, options)
}
