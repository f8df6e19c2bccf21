import type { EntryChange, KeyType, MapContent } from './content.js'
import { fieldsJson, type FieldList } from './field.js'

/** What of a map goes into one message. */
export interface MapPart extends Pick<MapContent, 'keyType' | 'keyFieldId'> {
  readonly summary?: FieldList | undefined
  readonly countHint?: number
  /** Absent where the summary alone changed. */
  readonly entries?: readonly EntryChange[] | undefined
}

const entryJson = ({ action, key, fields, again }: EntryChange): string =>
  (again === true ? `{"Action":"Delete","Key":${key}},` : '') +
  `{"Action":"${action}","Key":${key}${fields && fields.size > 0 ? `,"Fields":${fieldsJson(fields, undefined)}` : ''}}`

/** A map as JSON, in the order in which servers write its members. */
export const mapJson = ({ keyType, keyFieldId, summary, countHint, entries }: MapPart): string =>
  `{"KeyType":"${keyType}"` +
  (summary && summary.size > 0 ? `,"Summary":{"Fields":${fieldsJson(summary, undefined)}}` : '') +
  (countHint === undefined ? '' : `,"CountHint":${countHint}`) +
  (keyFieldId === undefined ? '' : `,"KeyFieldID":${keyFieldId}`) +
  (entries ? `,"Entries":[${entries.map(entryJson).join(',')}]` : '') +
  '}'

/** The text of a key that {@link keyJson} made. */
export const keyText = (keyType: KeyType, key: string): string => {
  const text = String(JSON.parse(key))
  if (keyType === 'AsciiString') return text
  return new TextDecoder().decode(Uint8Array.from(atob(text), (char) => char.charCodeAt(0)))
}

/** A text as the key of a map, as JSON. */
export const keyJson = (keyType: KeyType, text: string): string =>
  JSON.stringify(
    keyType === 'AsciiString' ? text : btoa(String.fromCharCode(...new TextEncoder().encode(text))),
  )
