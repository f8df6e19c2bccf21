import type {
  DecodedItemOptions,
  DecodedItemRequest,
  FieldsCodec,
  FieldsOf,
  Image,
  ItemOptions,
  ItemRequest,
} from '../index.js'
import { toImage } from '../index.js'
import { followItem } from './follow-item.js'
import type { Followed, ItemSignal, SignalOptions } from './item-signal.js'

/**
 * The image of an item as a signal, with its fields decoded and typed by a codec.
 *
 * @param name - name of the item, or what gives it; while it is `undefined`, no item is wanted
 * @param options - how it is asked for, with a codec as the view
 *
 * @example
 * ```ts
 * import { computed } from '@angular/core'
 * import * as t from 'io-ts'
 * import { nullable } from 'rx-omm'
 * import { injectImage } from 'rx-omm/angular'
 *
 * const Quote = t.type({ BID: nullable(t.number), ASK: nullable(t.number) })
 * export class Spread {
 *   private readonly quote = injectImage('EUR=', { view: Quote })
 *   readonly spread = computed(() => {
 *     const { BID, ASK } = this.quote().value?.fields ?? { BID: null, ASK: null }
 *     return BID === null || ASK === null ? undefined : ASK - BID
 *   })
 * }
 * ```
 */
export function injectImage<C extends FieldsCodec>(
  name: Followed<string | undefined>,
  options: DecodedItemOptions<C> & SignalOptions,
): ItemSignal<Image<FieldsOf<C>>>

/**
 * The image of an item as a signal, with its fields decoded and typed by a codec.
 *
 * @param request - the request, or what gives it; while it is `undefined`, no item is wanted
 * @param options - how the signal is made
 *
 * @example
 * ```ts
 * import { signal } from '@angular/core'
 * import * as t from 'io-ts'
 * import { injectImage } from 'rx-omm/angular'
 *
 * const Quote = t.partial({ BID: t.number })
 * export class Chosen {
 *   readonly service = signal('ELEKTRON_DD')
 *   readonly quote = injectImage(() => ({ name: 'EUR=', service: this.service(), view: Quote }))
 * }
 * ```
 */
export function injectImage<C extends FieldsCodec>(
  request: Followed<DecodedItemRequest<C> | undefined>,
  options?: SignalOptions,
): ItemSignal<Image<FieldsOf<C>>>

/**
 * The image of an item as a signal: {@link injectItem} with `toImage()`. During an outage it holds the last good image;
 * a fault is a `status` and never an exception.
 *
 * @param request - a name, a request, or what gives one; while it is `undefined`, no item is wanted
 * @param options - how the signal is made, and how the item is asked for when the first argument is a name
 *
 * @example
 * ```ts
 * import { Component, input } from '@angular/core'
 * import { injectImage } from 'rx-omm/angular'
 *
 * @Component({
 *   selector: 'app-quote',
 *   template: `
 *     @let eur = quote();
 *     <b [class.stale]="eur.stale">{{ eur.value?.fields?.['BID'] }}</b>
 *     @if (eur.status === 'failed') {
 *       {{ eur.error.message }}
 *     }
 *   `,
 * })
 * export class Quote {
 *   readonly name = input.required<string>()
 *   readonly quote = injectImage(this.name, { view: ['BID'] })
 * }
 * ```
 */
export function injectImage(
  request: Followed<string | ItemRequest | undefined>,
  options?: ItemOptions & SignalOptions,
): ItemSignal<Image>

export function injectImage(
  request: Followed<string | ItemRequest | undefined>,
  options: ItemOptions & SignalOptions = {},
): ItemSignal<Image> {
  return followItem(injectImage, request, { ...options, pipe: toImage() })
}
