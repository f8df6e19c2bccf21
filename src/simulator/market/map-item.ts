import type { EntryChange, MapChange, MapMove, MapSource } from './content.js'
import type { FieldList } from './field.js'
import { applyEntry } from './map-change.js'
import type { ItemStart, MarketItem } from './market-item.js'

const noFields: FieldList = new Map()

/** An item that is a map. */
export const mapItem = (start: ItemStart, source: MapSource, at: number): MarketItem => {
  const { keyType, keyFieldId } = source
  const summary = new Map(source.start(at))
  // Until somebody changes the map from outside, the source alone knows what is in it: kept twice, the entries of
  // some ten thousand books would not fit into memory.
  let own: Map<string, FieldList> | undefined

  const image = (): Map<string, FieldList> =>
    new Map(source.image().map(({ key, fields }) => [key, fields ?? noFields]))
  const addTo = (all: Map<string, FieldList>, entry: EntryChange): EntryChange => {
    const fresh = entry.action === 'Add' && !all.has(entry.key)
    applyEntry(all, entry)
    return fresh ? { ...entry, fresh } : entry
  }

  // Somebody may have taken away by a post what the source still believes to be there, or put there what it adds.
  const sound = (all: Map<string, FieldList>, move: MapMove): MapMove => {
    const entries = move.map.entries.flatMap((entry): readonly EntryChange[] => {
      const known = all.has(entry.key)
      if (entry.action !== 'Add') return known ? [addTo(all, entry)] : []
      if (!known) return [addTo(all, entry)]
      const { key, fields } = entry
      return fields ? [addTo(all, { action: 'Update', key, fields })] : []
    })
    return { ...move, map: { ...move.map, entries } }
  }

  const keepSummary = (change: MapChange): void => {
    for (const [field, value] of change.summary ?? []) summary.set(field, value)
  }

  return {
    ...start,
    map: {
      keyType,
      ...(keyFieldId === undefined ? {} : { keyFieldId }),
      summary,
      entries: () => own ?? image(),
    },
    image: () => noFields,
    next: (time) => {
      const next = source.next(time)
      const move = next && own ? sound(own, next) : next
      if (!move || (move.map.entries.length === 0 && !move.map.summary)) return undefined
      keepSummary(move.map)
      return move
    },
    set: () => undefined,
    replace: () => undefined,
    apply: (change, replace = false) => {
      own ??= image()
      if (replace) {
        own.clear()
        summary.clear()
      }
      keepSummary(change)
      const all = own
      return { ...change, entries: change.entries.map((entry) => addTo(all, entry)) }
    },
  }
}
