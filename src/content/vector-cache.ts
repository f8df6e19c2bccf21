import type { Container, VectorEntry } from '../wire/containers.js'
import type { ContentCache, MakeCache } from './cache.js'
import { heldNothing, mergeHeld, renderHeld, replaceHeld } from './held.js'
import { isRecord } from './is-record.js'
import { renderSummary } from './render-summary.js'
import { type VectorSlot, vectorSlots } from './vector-slots.js'

const renderSlot = (slot: VectorSlot): VectorEntry =>
  (slot.rendered ??= { Index: slot.index, Action: 'Set', ...renderHeld(slot) })

const isIndex = (index: unknown): index is number => Number.isSafeInteger(index) && (index as number) >= 0

/**
 * Entries by position. An `Update` of a position that is not there creates it, for servers send first contents so.
 * `Insert` and `Delete` move the entries behind even where the server did not announce sorting.
 */
export const vectorCache = (make: MakeCache): ContentCache => {
  const slots = vectorSlots()
  const summary = heldNothing()
  let sorting: boolean | undefined

  const replace = (slot: VectorSlot, entry: Container): void => {
    slot.rendered = undefined
    replaceHeld(slot, entry, make)
  }

  const apply = (entry: Readonly<Record<string, unknown>>, index: number): void => {
    switch (entry.Action) {
      case 'Update':
      case 1: {
        const slot = slots.at(index)
        slot.rendered = undefined
        mergeHeld(slot, entry, make)
        return
      }
      case 'Set':
      case 2:
        replace(slots.at(index), entry)
        return
      case 'Clear':
      case 3: {
        const slot = slots.known(index)
        // Whatever content came along: the position stays, and is empty.
        if (slot !== undefined) replace(slot, {})
        return
      }
      case 'Insert':
      case 4:
        replace(slots.insert(index), entry)
        return
      case 'Delete':
      case 5:
        slots.remove(index)
    }
  }

  return {
    name: 'Vector',
    merge: ({ Vector }) => {
      const vector: unknown = Vector
      if (!isRecord(vector)) return
      if (typeof vector.SupportSorting === 'boolean') sorting = vector.SupportSorting
      if (isRecord(vector.Summary)) mergeHeld(summary, vector.Summary, make)
      if (!Array.isArray(vector.Entries)) return
      for (const entry of vector.Entries as readonly unknown[]) {
        if (isRecord(entry) && isIndex(entry.Index)) apply(entry, entry.Index)
      }
    },
    render: () => ({
      Vector: {
        ...(sorting === undefined ? {} : { SupportSorting: sorting }),
        ...renderSummary(summary),
        Entries: slots.all.map(renderSlot),
      },
    }),
  }
}
