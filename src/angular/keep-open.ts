import { DestroyRef, type Injector, type Signal, effect, untracked } from '@angular/core'
import { isServer } from './is-server.js'
import type { ItemSlot } from './item-slot.js'

/** Keeps open the slots that are wanted, and no others, until the injector is destroyed. On a server none is opened. */
export const keepOpen = <T>(
  wanted: Signal<readonly ItemSlot<T>[]>,
  isFixed: boolean,
  injector: Injector,
): void => {
  if (isServer(injector)) return
  let slots: ReadonlySet<ItemSlot<T>> = new Set()
  const change = (next: ReadonlySet<ItemSlot<T>>): void => {
    // What is new comes first: where both ask for the same item, its stream goes on.
    for (const slot of next) if (!slots.has(slot)) slot.open()
    for (const slot of slots) if (!next.has(slot)) slot.close()
    slots = next
  }
  const follow = (): void => {
    const next = new Set(wanted())
    untracked(() => {
      change(next)
    })
  }
  // What cannot change is there at once. What can may not be readable yet, such as an input of a component.
  if (isFixed) follow()
  else effect(follow, { injector })
  injector.get(DestroyRef).onDestroy(() => {
    change(new Set())
  })
}
