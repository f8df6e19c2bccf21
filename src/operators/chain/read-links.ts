import type { Fields } from '../../wire/fields.js'
import { numberOf } from '../../wire/values/number-of.js'

/** What one record of a chain says. */
export interface Links {
  /** Its links in order; empty text for one that is blank. */
  readonly links: readonly string[]
  /** Those that are not blank. */
  readonly named: readonly string[]
  /** Name of the record that follows; empty text for the last. */
  readonly next: string
  readonly displayName: string | undefined
  readonly displayTemplate: number | undefined
}

/** Names of the links without their number, and of the field that names the next record; first with the longest links. */
const templates = [
  ['BR_LINK', 'BR_NEXTLR'],
  ['LONGLINK', 'LONGNEXTLR'],
  ['LINK_', 'NEXT_LR'],
] as const

/** Links of one record; all templates have as many. */
const most = 14

/** Names come filled up with spaces. */
const nameIn = (fields: Fields, field: string): string => {
  const value = Object.hasOwn(fields, field) ? fields[field] : undefined
  return typeof value === 'string' ? value.trim() : ''
}

const positive = (fields: Fields, field: string): number | undefined => {
  const value = numberOf(fields[field])
  return Number.isInteger(value) && Number(value) > 0 ? Number(value) : undefined
}

/** How many links are in use. One that says nothing sensible leaves it to the links. */
const inUse = (fields: Fields): number => {
  const count = numberOf(fields['REF_COUNT'])
  return typeof count === 'number' && count >= 0 ? Math.min(most, count) : most
}

/** Reads a record of a chain; `undefined` where the fields are those of something else. */
export const readLinks = (fields: Fields): Links | undefined => {
  let found: Pick<Links, 'links' | 'next'> | undefined
  for (const [prefix, nextField] of templates) {
    const names = Array.from({ length: most }, (_, index) => `${prefix}${index + 1}`)
    if (![nextField, ...names].some((name) => Object.hasOwn(fields, name))) continue
    const links = names.slice(0, inUse(fields)).map((name) => nameIn(fields, name))
    const next = nameIn(fields, nextField)
    // A server may fill in the fields of the other templates too, as blank.
    const says = next !== '' || links.some((link) => link !== '')
    if (says || !found) found = { links, next }
    if (says) break
  }
  return (
    found && {
      ...found,
      named: found.links.filter((link) => link !== ''),
      displayName: nameIn(fields, 'DSPLY_NAME') || undefined,
      displayTemplate:
        positive(fields, 'PREF_DISP') ?? positive(fields, 'PREV_DISP') ?? positive(fields, 'RDNDISPLAY'),
    }
  )
}
