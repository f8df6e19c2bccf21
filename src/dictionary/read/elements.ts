import { isRecord } from '../../content/is-record.js'
import type { Elements } from '../../wire/containers.js'
import { arrayOf } from '../../wire/values/array-of.js'
import { elementOf } from '../../wire/values/element-of.js'
import type { Complain } from '../draft.js'

/** Reads the elements of a row. Each reader complains about what is not there or not so. */
export interface ElementReader {
  readonly text: (name: string) => string
  readonly optionalText: (name: string) => string | undefined
  readonly whole: (name: string, from: number, to: number) => number
  /** The same, and 0 where it is blank or not there. */
  readonly optionalWhole: (name: string, from: number, to: number) => number
  readonly list: (name: string) => readonly unknown[]
  /** The same, and nothing where it is blank or not there. */
  readonly optionalList: (name: string) => readonly unknown[]
}

/** The elements that something holds. */
export const elementsIn = (holder: unknown): Elements | undefined => {
  const elements = isRecord(holder) ? holder.Elements : undefined
  return isRecord(elements) ? (elements as Elements) : undefined
}

/** True for a whole number within bounds. */
export const isWhole = (value: unknown, from: number, to: number): value is number =>
  Number.isInteger(value) && (value as number) >= from && (value as number) <= to

/** The elements of a row. */
export const readElements = (row: unknown, complain: Complain): ElementReader => {
  const elements = elementsIn(row) ?? complain('it is no list of elements')
  const whole = (name: string, from: number, to: number): number => {
    const value = elementOf(elements, name)
    return isWhole(value, from, to)
      ? value + 0
      : complain(`${name} must be a whole number from ${from} to ${to}`)
  }
  return {
    text: (name) => {
      const value = elementOf(elements, name)
      return typeof value === 'string' && value !== '' ? value : complain(`${name} must be a text`)
    },
    optionalText: (name) => {
      const value = elementOf(elements, name)
      if (value === undefined || value === null) return undefined
      return typeof value === 'string' ? value : complain(`${name} must be a text`)
    },
    whole,
    optionalWhole: (name, from, to) => {
      const value = elementOf(elements, name)
      return value === undefined || value === null ? 0 : whole(name, from, to)
    },
    list: (name) => arrayOf(elementOf(elements, name)) ?? complain(`${name} must be an array`),
    optionalList: (name) => arrayOf(elementOf(elements, name)) ?? [],
  }
}
