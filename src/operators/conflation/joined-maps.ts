import type { Container, MapEntry, OmmMap } from '../../wire/containers.js'
import { isRecord } from '../../content/is-record.js'
import { entriesOf, fieldsOf } from '../events/map-content.js'
import { mergedFields } from '../events/merged-fields.js'

/** Most entries that are collected, so that a torrent of updates takes a bounded amount of memory. */
const most = 10_000

/** Updates of a map, one after the other in one map: entries apply in order, so this comes to the same. */
export interface JoinedMaps {
  /** Puts an update behind; false when the two cannot be one. */
  add(map: OmmMap): boolean
  /** All of them together; nothing may be added afterwards. */
  result(): OmmMap
}

const summaryOf = ({ Summary }: OmmMap): Container | undefined => (isRecord(Summary) ? Summary : undefined)

/** True for a summary that is nothing but fields, which alone can be merged here. */
const ofFields = (summary: Container): boolean => Object.keys(summary).every((name) => name === 'Fields')

/** Begins with a map, which stays as it is. */
export const joinedMaps = (first: OmmMap): JoinedMaps => {
  let map = first
  /** A copy, made when the second map comes. */
  let entries: MapEntry[] | undefined

  /** The summaries in one; `undefined` when they are not of fields. */
  const joinedSummary = (next: Container): Container | undefined => {
    const before = summaryOf(map)
    if (before === undefined) return next
    if (!ofFields(before) || !ofFields(next)) return undefined
    return { Fields: mergedFields(fieldsOf(before), fieldsOf(next)) }
  }

  return {
    add: (next) => {
      const added = entriesOf(next) as readonly MapEntry[]
      const before = entries ?? (entriesOf(first) as readonly MapEntry[])
      if (before.length + added.length > most) return false
      // Some servers leave the type of the keys out after the first message.
      const keyType: unknown = next.KeyType
      if (keyType !== undefined && keyType !== map.KeyType) return false
      const summary = summaryOf(next)
      if (summary !== undefined) {
        const joined = joinedSummary(summary)
        if (joined === undefined) return false
        map = { ...map, Summary: joined }
      }
      entries ??= [...before]
      for (const entry of added) entries.push(entry)
      return true
    },
    result: () => (entries === undefined ? map : { ...map, Entries: entries }),
  }
}
