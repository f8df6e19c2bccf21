/** The parts of a date that are known. */
export interface DateParts {
  /** Year of four digits. */
  readonly year?: number
  /** Month, 1 to 12. */
  readonly month?: number
  /** Day of the month, from 1. */
  readonly day?: number
}

// `2024-05-31`, `2024-05`, `2024`, `2024-  -31`, `--05-31`, `--05`, `---31`
const notation = /^(?:(\d{4})(?:-(\d\d)(?:-(\d\d))?|- {2}-(\d\d))?|--(\d\d)(?:-(\d\d))?|---(\d\d))$/

/** Days of a month; the most it can have where the year is not known. */
const daysIn = (year: number | undefined, month: number | undefined): number => {
  if (month === undefined) return 31
  const date = new Date(0)
  // Day 0 of the next month is the last of this one. The year 2000 was a leap year.
  date.setUTCFullYear(year ?? 2000, month, 0)
  return date.getUTCDate()
}

/**
 * Reads a date. Parts may be blank: a month of a year, a day of any year.
 *
 * @returns `undefined` where the value is blank, not there, or no date, such as the text `Invalid date`.
 *
 * @example
 * ```ts
 * import { dateOf, type Fields } from 'rx-omm'
 *
 * declare const fields: Fields
 * const { year, month } = dateOf(fields.MATUR_DATE) ?? {}
 * console.log(year, month)
 * ```
 */
export const dateOf = (value: unknown): DateParts | undefined => {
  if (typeof value !== 'string') return undefined
  const found = notation.exec(value)
  if (found === null) return undefined
  const part = (...groups: readonly number[]): number | undefined => {
    const group = groups.find((index) => found[index] !== undefined)
    return group === undefined ? undefined : Number(found[group])
  }
  const year = part(1)
  const month = part(2, 5)
  const day = part(3, 4, 6, 7)
  if (month !== undefined && (month < 1 || month > 12)) return undefined
  if (day !== undefined && (day < 1 || day > daysIn(year, month))) return undefined
  return {
    ...(year === undefined ? {} : { year }),
    ...(month === undefined ? {} : { month }),
    ...(day === undefined ? {} : { day }),
  }
}
