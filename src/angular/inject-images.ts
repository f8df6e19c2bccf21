import type { Signal } from '@angular/core'
import type { DecodedItemOptions, FieldsCodec, FieldsOf, Image, ItemOptions } from '../index.js'
import { toImage } from '../index.js'
import { followItems } from './follow-items.js'
import type { Followed, ItemSignal, SignalOptions } from './item-signal.js'
import type { AnyOptions } from './open-item.js'

/**
 * The images of many items as signals, with their fields decoded and typed by a codec.
 *
 * @param names - names of the items, or what gives them
 * @param options - how they are asked for, with a codec as the view
 *
 * @example
 * ```ts
 * import * as t from 'io-ts'
 * import { nullable } from 'rx-omm'
 * import { injectImages } from 'rx-omm/angular'
 *
 * const Quote = t.type({ BID: nullable(t.number) })
 * export class Board {
 *   readonly quotes = injectImages(['EUR=', 'JPY='], { view: Quote })
 * }
 * ```
 */
export function injectImages<C extends FieldsCodec>(
  names: Followed<readonly string[]>,
  options: DecodedItemOptions<C> & SignalOptions,
): Signal<readonly ItemSignal<Image<FieldsOf<C>>>[]>

/**
 * The images of many items: a signal of signals, one for each name and in their order. The list changes with the names
 * only; a name that stays keeps its signal and its subscription. A change of one item touches nothing of the others,
 * and all are asked for in batches.
 *
 * @param names - names of the items, or what gives them; one that occurs twice is there once
 * @param options - how they are asked for, and how the signals are made
 *
 * @example
 * ```ts
 * import { Component, input } from '@angular/core'
 * import { injectImages } from 'rx-omm/angular'
 *
 * @Component({
 *   selector: 'app-board',
 *   template: `
 *     @for (quote of quotes(); track quote) {
 *       @let row = quote();
 *       <p [class.stale]="row.stale">{{ row.name }} {{ row.value?.fields?.['BID'] }}</p>
 *     }
 *   `,
 * })
 * export class Board {
 *   readonly names = input.required<readonly string[]>()
 *   readonly quotes = injectImages(this.names, { view: ['BID', 'ASK'], conflate: 250 })
 * }
 * ```
 */
export function injectImages(
  names: Followed<readonly string[]>,
  options?: ItemOptions & SignalOptions,
): Signal<readonly ItemSignal<Image>[]>

export function injectImages(
  names: Followed<readonly string[]>,
  options: AnyOptions & SignalOptions = {},
): Signal<readonly ItemSignal<Image>[]> {
  return followItems(injectImages, names, { ...options, pipe: toImage() })
}
