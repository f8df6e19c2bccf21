import { fieldText } from '../board/format.js'

/** A name and what stands beside it. */
export type Pair = readonly [name: string, text: string]

type Members = Readonly<Record<string, unknown>>

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Fields in one line. */
export const fieldsText = (fields: unknown): string =>
  isMembers(fields)
    ? Object.entries(fields)
        .map(([name, value]) => `${name} ${fieldText(value)}`)
        .join('  ')
    : fieldText(fields)

/** What an entry of a container holds, without what only says where it stands. */
const entryText = (entry: unknown): string => {
  if (!isMembers(entry)) return fieldText(entry)
  const { Index: _index, Key: _key, Action: _action, Fields: fields, ...others } = entry
  const rest = Object.keys(others).length === 0 ? '' : fieldText(others)
  return [fields === undefined ? '' : fieldsText(fields), rest].filter((text) => text !== '').join('  ')
}

const placeOf = (entry: unknown, at: number): string =>
  isMembers(entry) ? String(entry['Key'] ?? entry['Index'] ?? at) : String(at)

/** The value of a field, or content, as lines: one for each entry where there are entries. */
export const valueLines = (name: string, value: unknown): readonly Pair[] => {
  if (!isMembers(value)) return [[name, fieldText(value)]]
  const { Entries: entries, Summary: summary, Data: data } = value
  if (Array.isArray(data)) return [[name, data.map((each) => fieldText(each)).join(' ')]]
  if (!Array.isArray(entries)) return [[name, fieldsText(value)]]
  return [
    ...(summary === undefined || summary === null ? [] : [[name, entryText(summary)] as const]),
    ...entries.map((entry: unknown, at): Pair => [`${name}.${placeOf(entry, at)}`, entryText(entry)]),
  ]
}
