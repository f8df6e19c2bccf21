import type { Fields } from '../../wire/fields.js'

/** True when both hold the same fields with the same values. */
export const sameFields = (one: Fields, other: Fields): boolean => {
  if (one === other) return true
  const names = Object.keys(one)
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && Object.is(one[name], other[name]))
  )
}
