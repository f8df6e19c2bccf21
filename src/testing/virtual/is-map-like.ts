/** True for a map and for what can be read like one: the members of a list are of a class of their own. */
export const isMapLike = (value: unknown): value is ReadonlyMap<unknown, unknown> => {
  if (value instanceof Map) return true
  if (typeof value !== 'object' || value === null) return false
  const { size, get, has, entries } = value as Partial<ReadonlyMap<unknown, unknown>>
  return typeof size === 'number' && [get, has, entries].every((member) => typeof member === 'function')
}
