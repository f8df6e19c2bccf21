import type { MapContent } from '../market/content.js'
import { mapJson } from '../market/map-json.js'
import type { Settings } from '../settings.js'

/** One part of the refresh of a map. */
export interface RefreshPart {
  /** `Complete`, `PartNumber` and `ClearCache`, as far as they are written. */
  readonly members: Readonly<Record<string, unknown>>
  /** The part of the map as JSON. */
  readonly map: string
}

/** Entries of a part where the options do not say how many parts there are. */
const usualLength = 20

/**
 * The refresh of a map, part by part. Each part shows its entries as they are when it is asked for: the map may
 * change in between, and a part must not take back what an update has told.
 *
 * @param told - keys that updates between the parts have added; they are not added again
 */
export function* refreshParts(
  settings: Settings,
  content: MapContent,
  told: ReadonlySet<string>,
): Generator<RefreshPart, void> {
  const { keyType, keyFieldId, summary } = content
  const atFirst = content.entries()
  const keys = [...atFirst.keys()]
  const count = Math.max(1, Math.floor(settings.bookParts ?? Math.ceil(keys.length / usualLength)))
  const length = Math.ceil(keys.length / count)
  for (let part = 0; part < count; part++) {
    const entries = part > 0 && settings.updatesBetweenParts ? content.entries() : atFirst
    const present = keys
      .slice(part * length, (part + 1) * length)
      .filter((key) => entries.has(key) && !told.has(key))
    yield {
      members: {
        ...(part < count - 1 ? { Complete: false } : {}),
        ...(count > 1 && settings.partNumbers ? { PartNumber: part } : {}),
        ...(part > 0 && settings.partsKeepCache ? { ClearCache: false } : {}),
      },
      map: mapJson({
        keyType,
        ...(keyFieldId === undefined ? {} : { keyFieldId }),
        ...(part === 0 ? { summary, ...(keys.length > 0 ? { countHint: keys.length } : {}) } : {}),
        entries: present.map((key) => ({ action: 'Add', key, fields: entries.get(key) ?? new Map() })),
      }),
    }
  }
}
