import type { RefreshEvent, StatusEvent, UpdateEvent } from '../../src/item/item-event.js'
import type { MapEntry, OmmMap } from '../../src/wire/containers.js'
import { openOk, openSuspect } from '../../src/wire/state.js'

/** What every event of the item under test says, while all is well. */
export const base = { name: 'EUR=', service: 'S', state: openOk, stale: false } as const

/** A refresh, in one part unless said otherwise. */
export const refreshEvent = (fields: object, more: Partial<RefreshEvent> = {}): RefreshEvent => ({
  ...base,
  type: 'refresh',
  fields: fields as RefreshEvent['fields'],
  solicited: true,
  complete: true,
  ...more,
})

/** An update. */
export const updateEvent = (fields: object, more: Partial<UpdateEvent> = {}): UpdateEvent => ({
  ...base,
  type: 'update',
  fields: fields as UpdateEvent['fields'],
  updateType: 'Quote',
  ...more,
})

/** A status that calls the data stale. */
export const staleStatus: StatusEvent = {
  ...base,
  type: 'status',
  state: openSuspect('away'),
  stale: { since: 5, cause: { code: 'None', text: 'away' } },
}

/** Content that is a map, whose keys are texts unless said otherwise. */
export const mapContent = (entries: readonly MapEntry[], more: Partial<OmmMap> = {}): { Map: OmmMap } => ({
  Map: { KeyType: 'AsciiString', Entries: entries, ...more },
})

/** A refresh whose content is a map. */
export const mapRefresh = (
  entries: readonly MapEntry[],
  more: Partial<RefreshEvent> = {},
  map: Partial<OmmMap> = {},
): RefreshEvent => refreshEvent({}, { content: mapContent(entries, map), ...more })

/** An update whose content is a map. */
export const mapUpdate = (
  entries: readonly MapEntry[],
  more: Partial<UpdateEvent> = {},
  map: Partial<OmmMap> = {},
): UpdateEvent => updateEvent({}, { content: mapContent(entries, map), ...more })

/** An entry that is added, or replaced. */
export const add = (key: MapEntry['Key'], fields: object = {}): MapEntry => ({
  Action: 'Add',
  Key: key,
  Fields: fields as NonNullable<MapEntry['Fields']>,
})

/** An entry of which some fields change. */
export const change = (key: MapEntry['Key'], fields: object): MapEntry => ({
  Action: 'Update',
  Key: key,
  Fields: fields as NonNullable<MapEntry['Fields']>,
})

/** An entry that is removed. */
export const remove = (key: MapEntry['Key']): MapEntry => ({ Action: 'Delete', Key: key })
