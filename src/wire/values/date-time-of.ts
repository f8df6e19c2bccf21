import { type DateParts, dateOf } from './date-of.js'
import { type TimeParts, timeOf } from './time-of.js'

/** A date and a time; one of them may be missing. */
export interface DateTimeParts {
  /** The date, if it is told. */
  readonly date?: DateParts
  /** The time, if it is told. */
  readonly time?: TimeParts
}

/**
 * Reads a date and time, `2024-05-31T14:40:32.5`, or either alone, the time with its `T`.
 *
 * @returns `undefined` where the value is blank, not there, or where a part of it cannot be read.
 *
 * @example
 * ```ts
 * import { dateTimeOf, epochMs, type Fields } from 'rx-omm'
 *
 * declare const fields: Fields
 * const { date, time } = dateTimeOf(fields.CREATED) ?? {}
 * console.log(epochMs(date, time))
 * ```
 */
export const dateTimeOf = (value: unknown): DateTimeParts | undefined => {
  if (typeof value !== 'string') return undefined
  const cut = value.indexOf('T')
  const date = dateOf(cut < 0 ? value : value.slice(0, cut))
  const time = cut < 0 ? undefined : timeOf(value.slice(cut + 1))
  // Each part is there in full or not at all: half of a value that cannot be read would pass for the whole.
  if (cut !== 0 && date === undefined) return undefined
  if (cut >= 0 && time === undefined) return undefined
  return { ...(date === undefined ? {} : { date }), ...(time === undefined ? {} : { time }) }
}
