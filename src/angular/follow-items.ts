import { type Signal, computed, linkedSignal } from '@angular/core'
import { type OperatorFunction, identity } from 'rxjs'
import type { Fields, ItemEvent } from '../index.js'
import { contextOf } from './context-of.js'
import { followed } from './followed.js'
import type { Followed, ItemSignal, PipeOptions } from './item-signal.js'
import { type ItemSlot, createItemSlot } from './item-slot.js'
import type { Health } from './item-state.js'
import { keepOpen } from './keep-open.js'
import { type AnyOptions, openItem } from './open-item.js'

/**
 * The signals of many items, and of others when the names change. A name that stays keeps its signal.
 *
 * @param helper - the function that the application has called
 */
export const followItems = <T extends Health>(
  helper: Parameters<typeof contextOf>[0],
  names: Followed<readonly string[]>,
  options: AnyOptions & PipeOptions<Fields, T>,
): Signal<readonly ItemSignal<T>[]> => {
  const { injector, consumer, rest } = contextOf(helper, options)
  const { pipe = identity, conflate, ...asked } = rest
  // It takes the fields of the items, whichever they are: the overloads of the helpers have seen to that.
  const operator = pipe as OperatorFunction<ItemEvent<object>, T>
  const slotOf = (name: string): ItemSlot<T> =>
    createItemSlot(openItem(consumer, name, asked, conflate), operator, injector)

  const slots = linkedSignal<readonly string[], ReadonlyMap<string, ItemSlot<T>>>({
    source: followed(names),
    computation: (wanted, previous) =>
      new Map(wanted.map((name) => [name, previous?.value.get(name) ?? slotOf(name)])),
  })
  const list = computed(() => [...slots().values()])
  keepOpen(list, typeof names !== 'function', injector)
  return computed(() => list().map(({ signal }) => signal))
}
