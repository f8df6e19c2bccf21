import type { Fields, FieldValue } from '../wire/fields.js'
import { applyPage, compactPage, escape, isPartial, maxColumns } from './page.js'

/** How fields are merged. */
export interface MergeOptions {
  /**
   * Texts that change only some columns are laid over the text before. With `false` they replace it, escape
   * sequences and all.
   *
   * @defaultValue true
   */
  readonly pages?: boolean
}

/** Longer changes, waiting for the text to lay them over, are put together column by column. */
const longest = 4 * maxColumns

/** Copies a field, whatever it is called: a plain assignment to `__proto__` would change the prototype. */
export const setField = <Value>(target: Record<string, Value>, name: string, value: Value): void => {
  if (name === '__proto__') {
    Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true })
  } else {
    target[name] = value
  }
}

/**
 * What a field holds after a change. A text with escape sequences changes some columns of the text before (a
 * page); anything else replaces what was there.
 *
 * Where the text before is unknown, the change is kept as it is, and further ones are put behind it: the result,
 * laid over the text that turns up later, is the same as that of all changes in turn.
 */
export const mergedValue = (before: FieldValue | undefined, after: FieldValue): FieldValue => {
  if (before === undefined || !isPartial(after)) return after
  // A field that is known, but is no text, has no columns to keep.
  if (typeof before !== 'string') return applyPage('', after)
  if (!before.includes(escape)) return applyPage(before, after)
  // Every change begins in column 0, wherever the one before it ended.
  const both = `${before}${escape}[0\`${after}`
  return both.length > longest ? compactPage(both) : both
}

/** Lays the fields of an update over those of `target`, in place. */
export const mergeFields = (
  target: Record<string, FieldValue>,
  fields: Fields,
  options?: MergeOptions,
): void => {
  const pages = options?.pages !== false
  for (const name in fields) {
    const value = fields[name] as FieldValue
    if (pages && isPartial(value)) {
      // A name may be that of a member of every object.
      setField(target, name, mergedValue(Object.hasOwn(target, name) ? target[name] : undefined, value))
    } else {
      setField(target, name, value)
    }
  }
}
