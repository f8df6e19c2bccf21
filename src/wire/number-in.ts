import type { Elements } from './containers.js'
import { elementOf } from './values/element-of.js'
import { numberOf } from './values/number-of.js'

/** The number of an element, bare or wrapped with its type; absent where it is blank, or no number. */
export const numberIn = (elements: Elements | null | undefined, name: string): number | undefined =>
  numberOf(elementOf(elements, name)) ?? undefined
