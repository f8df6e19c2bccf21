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

/** One change of two; `undefined` where an entry came and went without the client knowing. */
const mergedEntry = (old: EntryChange | undefined, next: EntryChange): EntryChange | undefined => {
  if (!old) return next
  const { key, fields } = next
  switch (next.action) {
    case 'Delete':
      return old.fresh === true ? undefined : next
    case 'Add':
      return {
        action: 'Add',
        key,
        ...(fields ? { fields } : {}),
        ...(old.fresh === true ? { fresh: true } : {}),
        ...(old.action === 'Delete' || old.again === true ? { again: true } : {}),
      }
    case 'Update':
      return old.action === 'Delete' ? next : { ...old, fields: merged(old.fields, fields) }
  }
}

/**
 * Makes one change of two, for a client that does not keep up. What came and went in the meantime leaves no trace:
 * orders without end come and go while a client is slow.
 */
export const mergeChanges = (old: MapChange | undefined, next: MapChange): MapChange => {
  const entries = new Map<string, EntryChange>()
  // An entry may stand there more than once, also in one change.
  for (const entry of [...(old?.entries ?? []), ...next.entries]) {
    const one = mergedEntry(entries.get(entry.key), entry)
    if (one) entries.set(entry.key, one)
    else entries.delete(entry.key)
  }
  const summary = next.summary ? merged(old?.summary, next.summary) : old?.summary
  return { ...(summary ? { summary } : {}), entries: [...entries.values()] }
}
