import type { TimeParts } from './time-of.js'

/**
 * Whole milliseconds since midnight: the unit of fields such as `QUOTIM_MS`. Parts that are not told count as 0.
 *
 * @example
 * ```ts
 * import { millisecondsOf, timeOf, type Fields } from 'rx-omm'
 *
 * declare const fields: Fields
 * const time = timeOf(fields.QUOTIM)
 * if (time !== undefined) console.log(millisecondsOf(time))
 * ```
 */
export const millisecondsOf = ({ hour, minute = 0, second = 0, nanosecond = 0 }: TimeParts): number =>
  ((hour * 60 + minute) * 60 + second) * 1000 + Math.floor(nanosecond / 1_000_000)
