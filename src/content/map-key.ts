/**
 * What tells the keys of a map apart: value and kind, so that `1` and `"1"` are two keys. `undefined` for what can
 * be no key at all.
 */
export const mapKey = (key: unknown): unknown => {
  if (typeof key !== 'object' || key === null) return key
  // A quality of service or a state: equal ones are different objects in each message, so their text stands for
  // them. No printable text begins with this character.
  try {
    return `\u0000${JSON.stringify(key)}`
  } catch {
    return undefined
  }
}
