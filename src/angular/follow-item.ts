import { computed, untracked } from '@angular/core'
import { type OperatorFunction, identity } from 'rxjs'
import type { Fields, ItemEvent } from '../index.js'
import { contextOf } from './context-of.js'
import { followed } from './followed.js'
import type { Followed, ItemSignal, PipeOptions } from './item-signal.js'
import { createItemSlot } from './item-slot.js'
import { type Health, idle } from './item-state.js'
import { keepOpen } from './keep-open.js'
import { type AnyOptions, type AnyRequest, openItem } from './open-item.js'

/**
 * The signal of an item, and of the one after it when the request changes.
 *
 * @param helper - the function that the application has called
 */
export const followItem = <T extends Health>(
  helper: Parameters<typeof contextOf>[0],
  request: Followed<AnyRequest | undefined>,
  options: AnyOptions & PipeOptions<Fields, T>,
): ItemSignal<T> => {
  const { injector, consumer, rest } = contextOf(helper, options)
  const { pipe = identity, conflate, ...asked } = rest
  // It takes the fields of the item, whichever they are: the overloads of the helpers have seen to that.
  const operator = pipe as OperatorFunction<ItemEvent<object>, T>
  const wanted = followed(request)
  const slot = computed(() => {
    const item = wanted()
    if (item === undefined) return undefined
    return createItemSlot(openItem(consumer, item, asked, conflate), operator, injector)
  })
  const slots = computed(() => {
    const one = slot()
    return one === undefined ? [] : [one]
  })
  keepOpen(slots, typeof request !== 'function', injector)
  return Object.assign(
    computed(() => slot()?.signal() ?? idle),
    {
      reload: () => {
        untracked(slot)?.signal.reload()
      },
    },
  )
}
