import { setField } from '../../content/merge-field.js'
import type { Fields, FieldValue } from '../../wire/fields.js'

export { setField }

/** Fields that a subscriber, or an upstream stream, wants; `undefined` for all. */
export type View = readonly (string | number)[] | undefined

/** True when a stream with the view `open` carries everything that `wanted` asks for. */
export const covers = (open: View, wanted: View): boolean => {
  if (open === undefined) return true
  if (wanted === undefined) return false
  if (open === wanted) return true
  return wanted.every((field) => open.includes(field))
}

/** The view that carries everything that either asks for. */
export const union = (one: View, other: View): View => {
  if (one === undefined || other === undefined) return undefined
  return covers(one, other) ? one : [...new Set([...one, ...other])]
}

/** The fields that both ask for. */
export const intersection = (one: View, other: View): View => {
  if (one === undefined || one === other) return other
  return other === undefined ? one : one.filter((field) => other.includes(field))
}

/** Gives equal views one object, so that requests can be grouped by comparing references. */
export interface ViewRegister {
  readonly intern: (view: View) => View
  /** Forgets all views; those in use stay valid. */
  clear(): void
}

/** Starts without views. */
export const viewRegister = (): ViewRegister => {
  const views = new Map<string, View>()
  const interned = new Set<View>()
  return {
    intern: (view) => {
      if (view === undefined || interned.has(view)) return view
      const key = JSON.stringify(view)
      let known = views.get(key)
      // A copy: the caller may change the array later.
      if (known === undefined) {
        views.set(key, (known = [...view]))
        interned.add(known)
      }
      return known
    },
    clear: () => {
      views.clear()
      interned.clear()
    },
  }
}

/** Names that a subscriber is to see; `undefined` to see whatever comes. */
export const filterOf = (view: View): ReadonlySet<string> | undefined => {
  if (view === undefined) return undefined
  const names = view.filter((field) => typeof field === 'string')
  // A field number cannot be told from the names that the server sends: better too much than too little.
  return names.length === view.length ? new Set(names) : undefined
}

/** The fields of the filter only; `undefined` when there are none. */
export const pickFields = (fields: Fields, filter: ReadonlySet<string>): Fields | undefined => {
  let picked: Record<string, FieldValue> | undefined
  for (const name in fields) {
    if (filter.has(name)) setField((picked ??= {}), name, fields[name] as FieldValue)
  }
  return picked
}
