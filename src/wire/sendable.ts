import { UsageError } from '../errors.js'

/** From here on JavaScript writes a number with `e+`, which servers do not read. */
const tooLarge = 1e21

/** Deeper than any content is; who comes here has made a circle. */
const deepest = 64

/** Below these a member called `Json` is not the container of free JSON, which has no rules but its own. */
const lists = /\b(?:fields|elements)$/i

const number = (value: number, path: string): number | string => {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? 'Inf' : '-Inf'
  if (Math.abs(value) < tooLarge) return value
  throw new UsageError('invalid-options', `${path} is too large: a number must be below 1e21, or a bigint`)
}

const copy = (value: unknown, path: string, depth: number): unknown => {
  if (typeof value === 'number') return number(value, path)
  if (typeof value !== 'object' || value === null) return value
  if (depth === deepest) throw new UsageError('invalid-options', `${path} is too deep, or holds itself`)
  if (Array.isArray(value)) return value.map((one, index) => copy(one, `${path}.${index}`, depth + 1))
  const namesAreData = lists.test(path)
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([name, member]) => {
      const free = name === 'Json' && !namesAreData
      return [name, free ? member : copy(member, `${path}.${name}`, depth + 1)] as const
    })
  return Object.fromEntries(members)
}

/**
 * A copy of content as servers can read it: `NaN` and `Infinity`, which JSON lacks, as the texts of the protocol, and
 * without members that are `undefined`. Values of a `bigint` stay; the connection writes them as they are.
 *
 * @param content - what is to be sent
 * @param path - what to call it in an error
 * @throws UsageError `invalid-options` with the path of a number that no server could read
 */
export const sendable = <Content extends object>(content: Content, path: string): Content =>
  copy(content, path, 0) as Content
