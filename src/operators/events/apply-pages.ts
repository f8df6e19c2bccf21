import { mergedValue } from '../../content/merge-field.js'
import { isPartial } from '../../content/page.js'
import type { FieldValue, Fields } from '../../wire/fields.js'

/**
 * Changes with every partial text made whole by what the field held before. Without partial texts these are the
 * changes themselves; a partial text of a field that is not known stays as it is.
 */
export const applyPages = (before: Fields, changes: Fields): Fields => {
  let applied: Record<string, FieldValue> | undefined
  for (const name in changes) {
    const value = changes[name]
    if (!isPartial(value) || !Object.hasOwn(before, name)) continue
    // The copy has a property of this name, so even one called __proto__ is assigned as data.
    applied ??= { ...changes }
    applied[name] = mergedValue(before[name], value)
  }
  return applied ?? changes
}
