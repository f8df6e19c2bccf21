import { isMapLike } from './is-map-like.js'

type Members = Readonly<Record<string, unknown>>

/** What test runners put in the place of a value that need only fit, such as `expect.any(Number)`. */
interface Matcher {
  asymmetricMatch(value: unknown, comparing: Comparing): boolean
}

/** What matchers of Jasmine compare with; those of others bring their own. */
interface Comparing {
  readonly equals: (one: unknown, other: unknown) => boolean
  readonly contains: (list: Iterable<unknown>, element: unknown) => boolean
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const isMatcher = (value: unknown): value is Matcher =>
  isObject(value) && typeof (value as Partial<Matcher>).asymmetricMatch === 'function'

/** What has to be the same in two objects. Members that are `undefined` count as absent. */
const contentOf = (value: object): unknown => {
  if (value instanceof Set) return [...value]
  if (value instanceof Date) return value.getTime()
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  // Name and text of an error are no members that can be listed, and its stack never is the same.
  if (value instanceof Error) return { ...Object.fromEntries(members), text: value.message, kind: value.name }
  return Object.fromEntries(members)
}

const sameMembers = (one: Members, other: Members): boolean => {
  const names = Object.keys(other)
  return (
    Object.keys(one).length === names.length &&
    names.every((name) => Object.hasOwn(one, name) && same(one[name], other[name]))
  )
}

/** In any order: what the library makes has none, and what the test says may have another. */
const sameEntries = (one: unknown, other: unknown): boolean =>
  isMapLike(one) &&
  isMapLike(other) &&
  one.size === other.size &&
  [...other].every(([key, value]) => one.has(key) && same(one.get(key), value))

const comparing: Comparing = {
  // Either may be the one that holds matchers.
  equals: (one, other) => same(one, other) || same(other, one),
  contains: (list, element) => [...list].some((one) => comparing.equals(one, element)),
}

/**
 * Whether two values say the same, whatever objects they are. What is expected may hold matchers of a test runner.
 */
export const same = (actual: unknown, expected: unknown): boolean => {
  if (isMatcher(expected)) return expected.asymmetricMatch(actual, comparing)
  if (!isObject(actual) || !isObject(expected)) return Object.is(actual, expected)
  if (actual === expected) return true
  if (Array.isArray(actual) || Array.isArray(expected)) {
    return (
      Array.isArray(actual) &&
      Array.isArray(expected) &&
      actual.length === expected.length &&
      expected.every((value, index) => same(actual[index], value))
    )
  }
  if (isMapLike(actual) || isMapLike(expected)) return sameEntries(actual, expected)
  if (Object.prototype.toString.call(actual) !== Object.prototype.toString.call(expected)) return false
  const [one, other] = [contentOf(actual), contentOf(expected)]
  const plain = isObject(one) && isObject(other) && !Array.isArray(one) && !Array.isArray(other)
  return plain ? sameMembers(one as Members, other as Members) : same(one, other)
}
