import type { MapChange, MapMove, MapSource } from './content.js'
import type { FieldList } from './field.js'
import { applyEntry } from './map-change.js'
import type { ItemStart, MarketItem } from './market-item.js'

const noFields: FieldList = new Map()

/** An item that is a map. */
export const mapItem = (start: ItemStart, source: MapSource, at: number): MarketItem => {
  const entries = new Map<string, FieldList>()
  const summary = new Map<string, string>()
  const { keyType, keyFieldId } = source

  const apply = (change: MapChange): void => {
    for (const [field, value] of change.summary ?? []) summary.set(field, value)
    for (const entry of change.entries) applyEntry(entries, entry)
  }
  apply(source.start(at))

  // Somebody may have taken away by a post what the source still believes to be there.
  const sound = (move: MapMove): MapMove => ({
    ...move,
    map: {
      ...move.map,
      entries: move.map.entries.filter(({ action, key }) => action === 'Add' || entries.has(key)),
    },
  })

  return {
    ...start,
    map: { keyType, ...(keyFieldId === undefined ? {} : { keyFieldId }), summary, entries },
    image: () => noFields,
    next: (time) => {
      const next = source.next(time)
      const move = next && sound(next)
      if (!move || (move.map.entries.length === 0 && !move.map.summary)) return undefined
      apply(move.map)
      return move
    },
    set: () => undefined,
    replace: () => undefined,
    apply: (change, replace = false) => {
      if (replace) {
        entries.clear()
        summary.clear()
      }
      apply(change)
    },
  }
}
