import type { Container, Fields } from '../../index.js'
import { emptyHealth, healthAfter, type Health } from '../board/health.js'
import type { Sheet } from './sheet.js'

/** An item of any content on the board. */
export interface SheetRow extends Health {
  readonly fields: Fields
  readonly entries: ReadonlyMap<string, Fields>
  /** Content that is neither fields nor a map. */
  readonly other: Container | undefined
  /** When fields and entries last changed, by name and key. */
  readonly changes: ReadonlyMap<string, number>
}

/** How long what changed shows it, in milliseconds. */
const afterglow = 900

/** An item of which nothing is known yet. */
export const emptySheetRow = (name: string): SheetRow => ({
  ...emptyHealth(name),
  fields: {},
  entries: new Map(),
  other: undefined,
  changes: new Map(),
})

const changedIn = (before: SheetRow['entries'], after: SheetRow['entries']): readonly string[] =>
  // What fills for the first time is no news.
  before === after || before.size === 0
    ? []
    : [...after].filter(([key, fields]) => before.get(key) !== fields).map(([key]) => key)

/** The row after news has come. */
export const withSheet = (row: SheetRow, sheet: Sheet, now: number): SheetRow => {
  const { fields = row.fields, entries = row.entries, other = row.other } = sheet
  const first = row.updatedAt === undefined
  const news = [
    ...(sheet.fields === undefined || first ? [] : sheet.changed.map(String)),
    ...changedIn(row.entries, entries),
  ]
  const lit = [...row.changes].filter(([, at]) => now - at < afterglow)
  return {
    ...healthAfter(row, sheet, now),
    fields,
    entries,
    other,
    changes: new Map([...lit, ...news.map((name) => [name, now] as const)]),
  }
}

/** True while a field or an entry shows that it changed. */
export const isLit = ({ changes }: SheetRow, name: string, now: number): boolean =>
  now - (changes.get(name) ?? -Infinity) < afterglow
