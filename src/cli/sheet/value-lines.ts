import { fieldText } from '../board/format.js'

/** A name, what stands beside it, and the field or entry that it is part of. */
export type Pair = readonly [name: string, text: string, of: string]

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

const placeNames = ['Key', 'Index', 'Action']

/** What an entry of a container holds, without what only says where it stands. */
const entryText = (entry: unknown): string => {
  if (!isMembers(entry)) return fieldText(entry)
  return Object.entries(entry)
    .filter(([name]) => !placeNames.includes(name))
    .map(([name, value]) => (name === 'Fields' ? fieldsText(value) : `${name} ${fieldText(value)}`))
    .join('  ')
}

const placeOf = (entry: unknown, at: number): string =>
  isMembers(entry) ? fieldText(entry['Key'] ?? entry['Index'] ?? at) : String(at)

/** The value of a field, or content, as lines: one for each entry where there are entries. */
export const valueLines = (name: string, value: unknown): readonly Pair[] => {
  if (!isMembers(value)) return [[name, fieldText(value), name]]
  const { Entries: entries, Summary: summary, Data: data } = value
  if (Array.isArray(data)) return [[name, data.map((each) => fieldText(each)).join(' '), name]]
  if (!Array.isArray(entries)) return [[name, fieldsText(value), name]]
  return [
    ...(summary === undefined || summary === null ? [] : [[name, entryText(summary), name] as const]),
    ...entries.map((entry: unknown, at): Pair => [`${name}.${placeOf(entry, at)}`, entryText(entry), name]),
  ]
}
