import type { EntryChange, MapChange } from './content.js'
import type { FieldList } from './field.js'

const noFields: FieldList = new Map()

const merged = (old: FieldList | undefined, fields: FieldList | undefined): FieldList =>
  !old || old.size === 0 ? (fields ?? noFields) : fields ? new Map([...old, ...fields]) : old

/** Applies what happened to an entry; an update of an entry that there is not changes nothing. */
export const applyEntry = (entries: Map<string, FieldList>, { action, key, fields }: EntryChange): void => {
  if (action === 'Delete') entries.delete(key)
  else if (action === 'Add') entries.set(key, fields ?? noFields)
  else if (entries.has(key)) entries.set(key, merged(entries.get(key), fields))
}

const mergedEntry = (old: EntryChange | undefined, next: EntryChange): EntryChange =>
  next.action !== 'Update' || !old || old.action === 'Delete'
    ? next
    : { action: old.action, key: next.key, fields: merged(old.fields, next.fields) }

/** Makes one change of two, for a client that does not keep up. */
export const mergeChanges = (old: MapChange | undefined, next: MapChange): MapChange => {
  const entries = new Map<string, EntryChange>()
  // An entry may stand there more than once, also in one change.
  for (const entry of [...(old?.entries ?? []), ...next.entries])
    entries.set(entry.key, mergedEntry(entries.get(entry.key), entry))
  const summary = next.summary ? merged(old?.summary, next.summary) : old?.summary
  return { ...(summary ? { summary } : {}), entries: [...entries.values()] }
}
