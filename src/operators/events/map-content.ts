import { isRecord } from '../../content/is-record.js'
import type { Container, MapAction, OmmMap } from '../../wire/containers.js'
import type { Fields } from '../../wire/fields.js'
import type { Primitive } from '../../wire/primitives.js'

const noFields: Fields = Object.freeze({})

/** The field list that something holds; empty where it holds none, or something else in its place. */
export const fieldsOf = (holder: unknown): Fields => {
  if (!isRecord(holder)) return noFields
  const fields = holder['Fields']
  return isRecord(fields) ? (fields as Fields) : noFields
}

/** The map that content holds, if it does. */
export const mapOf = (content: Container | undefined): OmmMap | undefined => {
  const map: unknown = content?.Map
  return isRecord(map) ? (map as unknown as OmmMap) : undefined
}

/** The entries of a map as they came, whatever each of them is. */
export const entriesOf = (map: OmmMap): readonly unknown[] => {
  const entries: unknown = map.Entries
  return Array.isArray(entries) ? entries : []
}

const actionOf = (raw: unknown): MapAction | undefined => {
  switch (raw) {
    case 'Add':
    case 2:
      return 'Add'
    case 'Update':
    case 1:
      return 'Update'
    case 'Delete':
    case 3:
      return 'Delete'
    default:
      return undefined
  }
}

const isKey = (raw: unknown): raw is Exclude<Primitive, null> =>
  typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'bigint' || typeof raw === 'boolean'

/** What is done with an entry of a map. */
export type EntryVisitor = (action: MapAction, key: Exclude<Primitive, null>, fields: Fields) => void

/** Tells each change of a map's entries, in order. An entry that makes no sense is passed over. */
export const eachEntry = (map: OmmMap, visit: EntryVisitor): void => {
  for (const entry of entriesOf(map)) {
    if (!isRecord(entry)) continue
    const action = actionOf(entry['Action'])
    const key = entry['Key']
    if (action !== undefined && isKey(key)) visit(action, key, fieldsOf(entry))
  }
}
