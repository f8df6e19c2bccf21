import type { Elements } from '../containers.js'
import { arrayOf } from './array-of.js'

/**
 * The value of an element without its wrapping: a number, a text, the values of an array, the content of a
 * container, an object for a state or a quality of service.
 *
 * @returns `null` for a blank element, `undefined` where there is none of this name.
 *
 * @example
 * ```ts
 * import { elementOf, type Elements } from 'rx-omm'
 *
 * declare const elements: Elements
 * console.log(elementOf(elements, 'ServiceState') === 1 ? 'up' : 'down')
 * ```
 */
export const elementOf = (elements: Elements | null | undefined, name: string): unknown => {
  if (typeof elements !== 'object' || elements === null || !Object.hasOwn(elements, name)) return undefined
  const value: unknown = elements[name]
  if (typeof value !== 'object' || value === null) return value
  if (!('Type' in value)) return undefined
  const data = 'Data' in value ? value.Data : null
  return value.Type === 'Array' ? arrayOf(data) : data
}
