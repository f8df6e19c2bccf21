import type { Elements, OmmVector } from '../containers.js'
import type { ContainerType } from '../primitives.js'

type Members = Readonly<Record<string, unknown>>

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * The members of a container that is a value: an element wraps it with its type, a field has it bare. `undefined`
 * for what is wrapped with another type.
 */
const unwrapped = (value: unknown, type: ContainerType): Members | undefined => {
  if (!isMembers(value)) return undefined
  if (typeof value.Type !== 'string' || !('Data' in value)) return value
  return value.Type === type && isMembers(value.Data) ? value.Data : undefined
}

const isEntry = (entry: unknown): boolean => isMembers(entry) && typeof entry.Index === 'number'

const isElement = (value: unknown): boolean =>
  typeof value !== 'object' || value === null || (isMembers(value) && typeof value.Type === 'string')

/**
 * A vector that is the value of a field or an element, such as the points of a yield curve. In a field nothing tells
 * the kinds of containers apart but their shape: a vector without entries can be another one just as well, so ask
 * only for fields that are known to hold a vector.
 *
 * @returns `undefined` where the value is blank, not there, or no vector.
 *
 * @example
 * ```ts
 * import { vectorOf, type Fields } from 'rx-omm'
 *
 * declare const curve: Fields
 * for (const { Index, Fields } of vectorOf(curve.YLD_CURVE)?.Entries ?? []) console.log(Index, Fields?.YCT_ZRATE)
 * ```
 */
export const vectorOf = (value: unknown): OmmVector | undefined => {
  const members = unwrapped(value, 'Vector')
  if (members === undefined) return undefined
  const { Entries, Summary } = members
  if (Entries === undefined) {
    return Summary !== undefined || Object.keys(members).length === 0 ? members : undefined
  }
  return Array.isArray(Entries) && Entries.every(isEntry) ? members : undefined
}

/**
 * An element list that is the value of a field or an element. In a field only the shape tells what it is, so ask
 * only for fields that are known to hold one.
 *
 * @returns `undefined` where the value is blank, not there, or no element list.
 *
 * @example
 * ```ts
 * import { elementOf, elementsOf, type Elements } from 'rx-omm'
 *
 * declare const elements: Elements
 * console.log(elementOf(elementsOf(elements[':SymbolListBehaviors']), ':DataStreams'))
 * ```
 */
export const elementsOf = (value: unknown): Elements | undefined => {
  const members = unwrapped(value, 'ElementList')
  if (members === undefined) return undefined
  return Object.values(members).every(isElement) ? (members as Elements) : undefined
}
