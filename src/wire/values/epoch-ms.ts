import type { DateParts } from './date-of.js'
import { millisecondsOf } from './milliseconds-of.js'
import type { TimeParts } from './time-of.js'

/**
 * Whole milliseconds since the beginning of 1970, UTC, as `Date` counts them. Without a time it is midnight: where
 * a time that cannot be read must not pass for midnight, look at it first.
 *
 * @returns `undefined` where the year, the month or the day is not known.
 *
 * @example
 * ```ts
 * import { dateOf, epochMs, timeOf, type Fields } from 'rx-omm'
 *
 * declare const fields: Fields
 * const traded = epochMs(dateOf(fields.TRADE_DATE), timeOf(fields.SALTIM))
 * if (traded !== undefined) console.log(new Date(traded))
 * ```
 */
export const epochMs = (date: DateParts | undefined, time?: TimeParts): number | undefined => {
  const { year, month, day } = date ?? {}
  if (year === undefined || month === undefined || day === undefined) return undefined
  // Not `Date.UTC`: it moves the years 0 to 99 into the twentieth century.
  const midnight = new Date(0).setUTCFullYear(year, month - 1, day)
  return midnight + (time === undefined ? 0 : millisecondsOf(time))
}
