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
    const before = slots
    slots = next
    // What is new comes first: where both ask for the same item, its stream goes on. The first values may destroy all.
    for (const slot of next) if (slots === next && !before.has(slot)) slot.open()
    for (const slot of before) if (!next.has(slot)) slot.close()
  }
  const follow = (): void => {
    const next = new Set(wanted())
    untracked(() => {
      change(next)
    })
  }
  // Before anything is open: this throws where all has been destroyed already.
  injector.get(DestroyRef).onDestroy(() => {
    change(new Set())
  })
  // What cannot change is there at once. What can may not be readable yet, such as an input of a component.
  if (isFixed) follow()
  else effect(follow, { injector })
}
