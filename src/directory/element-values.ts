import type { Elements } from '../wire/containers.js'
import { cleanText } from '../wire/state.js'
import { arrayOf } from '../wire/values/array-of.js'
import { elementOf } from '../wire/values/element-of.js'
import { numberOf } from '../wire/values/number-of.js'

/**
 * Reads the elements of an entry, one by one. What is not there, or of the wrong type, is as it was; what is blank is
 * as if it had never been told.
 */
export interface ElementValues {
  /** A 0 or 1. */
  flag(name: string, known: boolean, usual: boolean): boolean
  /** A whole number that is not negative. */
  count(name: string, known: number | undefined): number | undefined
  /** A text, safe to show. */
  text(name: string, known: string | undefined): string | undefined
  /** A list, of whose values `read` takes those that it can. */
  list<Value>(
    name: string,
    known: readonly Value[],
    usual: readonly Value[],
    read: (raw: unknown) => Value | undefined,
  ): readonly Value[]
}

/** Reads these elements. */
export const elementValues = (elements: Elements | null | undefined): ElementValues => ({
  flag: (name, known, usual) => {
    const raw = elementOf(elements, name)
    if (raw === null) return usual
    const value = typeof raw === 'boolean' ? Number(raw) : numberOf(raw)
    return typeof value === 'number' ? value !== 0 : known
  },
  count: (name, known) => {
    const raw = numberOf(elementOf(elements, name))
    if (raw === null) return undefined
    return raw !== undefined && Number.isInteger(raw) && raw >= 0 ? raw : known
  },
  text: (name, known) => {
    const raw = elementOf(elements, name)
    if (raw === null) return undefined
    return typeof raw === 'string' ? cleanText(raw) : known
  },
  list: (name, known, usual, read) => {
    const values = arrayOf(elementOf(elements, name))
    if (values === null) return usual
    return values?.map(read).filter((value) => value !== undefined) ?? known
  },
})
