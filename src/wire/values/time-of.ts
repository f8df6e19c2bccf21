/** A time of day, as far as it is told. */
export interface TimeParts {
  /** 0 to 23. */
  readonly hour: number
  /** 0 to 59. */
  readonly minute?: number
  /** 0 to 60: there are leap seconds. */
  readonly second?: number
  /** Fraction of the second, 0 to 999,999,999. */
  readonly nanosecond?: number
}

// `14`, `14:40`, `14:40:32`, `14:40:32.123456789`, and the older `14:40:32:000:000:000`
const notation = /^(\d\d)(?::(\d\d)(?::(\d\d)(?:\.(\d{1,9})|((?::\d{3}){1,3}))?)?)?$/

/**
 * Reads a time in either notation. The protocol writes no time zone; times are GMT unless the description of the
 * field says otherwise.
 *
 * @returns `undefined` where the value is blank, not there, or no time.
 *
 * @example
 * ```ts
 * import { timeOf, type Fields } from 'rx-omm'
 *
 * declare const fields: Fields
 * const time = timeOf(fields.QUOTIM)
 * if (time !== undefined) console.log(time.hour, time.minute ?? 0)
 * ```
 */
export const timeOf = (value: unknown): TimeParts | undefined => {
  if (typeof value !== 'string') return undefined
  const found = notation.exec(value)
  if (found === null) return undefined
  const [, hours, minutes, seconds, point, colons] = found
  const hour = Number(hours)
  const minute = minutes === undefined ? undefined : Number(minutes)
  const second = seconds === undefined ? undefined : Number(seconds)
  if (hour > 23 || (minute ?? 0) > 59 || (second ?? 0) > 60) return undefined
  const fraction = point ?? colons?.replaceAll(':', '')
  return {
    hour,
    ...(minute === undefined ? {} : { minute }),
    ...(second === undefined ? {} : { second }),
    ...(fraction === undefined ? {} : { nanosecond: Number(fraction.padEnd(9, '0')) }),
  }
}
