import type { MapEntry, OmmMap } from '../wire/containers.js'
import type { PrimitiveType } from '../wire/primitives.js'
import type { ContentCache, MakeCache } from './cache.js'
import { type Held, heldNothing, mergeHeld, renderHeld, replaceHeld } from './held.js'
import { isRecord } from './is-record.js'
import { mapKey } from './map-key.js'
import { renderSummary } from './render-summary.js'

interface Slot extends Held {
  readonly key: MapEntry['Key']
  /** As it was given out last; `undefined` when it has changed since. */
  rendered: MapEntry | undefined
}

const renderSlot = (slot: Slot): MapEntry =>
  (slot.rendered ??= { Action: 'Add', Key: slot.key, ...renderHeld(slot) })

/** Entries by key. `Update` and `Delete` of a key that is not there are passed over, as the model has it. */
export const mapCache = (make: MakeCache): ContentCache => {
  const slots = new Map<unknown, Slot>()
  const summary = heldNothing()
  let keyType: PrimitiveType | undefined
  let keyFieldId: number | undefined

  const apply = (entry: unknown): void => {
    if (!isRecord(entry)) return
    const key = mapKey(entry.Key)
    if (key === undefined) return
    let slot = slots.get(key)
    switch (entry.Action) {
      case 'Add':
      case 2:
        if (slot === undefined) {
          slot = { key: entry.Key as MapEntry['Key'], rendered: undefined, ...heldNothing() }
          slots.set(key, slot)
        }
        slot.rendered = undefined
        replaceHeld(slot, entry, make)
        return
      case 'Update':
      case 1:
        if (slot === undefined) return
        slot.rendered = undefined
        mergeHeld(slot, entry, make)
        return
      case 'Delete':
      case 3:
        slots.delete(key)
    }
  }

  return {
    name: 'Map',
    merge: (content) => {
      const map: unknown = content.Map
      if (!isRecord(map)) return
      if (typeof map.KeyType === 'string') keyType = map.KeyType as PrimitiveType
      if (typeof map.KeyFieldID === 'number') keyFieldId = map.KeyFieldID
      if (isRecord(map.Summary)) mergeHeld(summary, map.Summary, make)
      if (Array.isArray(map.Entries)) for (const entry of map.Entries) apply(entry)
    },
    render: () => {
      const map: OmmMap = {
        // The protocol demands it; where a server leaves it out, keys are taken as they are.
        KeyType: keyType ?? 'AsciiString',
        ...(keyFieldId === undefined ? {} : { KeyFieldID: keyFieldId }),
        ...renderSummary(summary),
        Entries: Array.from(slots.values(), renderSlot),
      }
      return { Map: map }
    },
  }
}
