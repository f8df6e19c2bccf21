import type { FilterEntry } from '../wire/containers.js'
import type { ContentCache, MakeCache } from './cache.js'
import { type Held, heldNothing, mergeHeld, renderHeld, replaceHeld } from './held.js'
import { isRecord } from './is-record.js'

interface Slot extends Held {
  readonly id: number
  /** As it was given out last; `undefined` when it has changed since. */
  rendered: FilterEntry | undefined
}

const renderSlot = (slot: Slot): FilterEntry =>
  (slot.rendered ??= { ID: slot.id, Action: 'Set', ...renderHeld(slot) })

/** Numbered parts, in the order in which they first came. An `Update` of one that is not there creates it. */
export const filterListCache = (make: MakeCache): ContentCache => {
  const slots = new Map<number, Slot>()

  const at = (id: number): Slot => {
    let slot = slots.get(id)
    if (slot === undefined) slots.set(id, (slot = { id, rendered: undefined, ...heldNothing() }))
    slot.rendered = undefined
    return slot
  }

  const apply = (entry: Readonly<Record<string, unknown>>, id: number): void => {
    switch (entry.Action) {
      case 'Update':
      case 1:
        mergeHeld(at(id), entry, make)
        return
      case 'Set':
      case 2:
        replaceHeld(at(id), entry, make)
        return
      case 'Clear':
      case 3:
        slots.delete(id)
    }
  }

  return {
    name: 'FilterList',
    merge: ({ FilterList }) => {
      const list: unknown = FilterList
      if (!isRecord(list) || !Array.isArray(list.Entries)) return
      for (const entry of list.Entries as readonly unknown[]) {
        if (isRecord(entry) && Number.isInteger(entry.ID)) apply(entry, entry.ID as number)
      }
    },
    render: () => ({ FilterList: { Entries: Array.from(slots.values(), renderSlot) } }),
  }
}
