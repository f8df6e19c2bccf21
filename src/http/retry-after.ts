/** Bounds of a wait that a service asks for, in milliseconds: neither a hot loop nor a lost afternoon. */
const shortest = 1_000
const longest = 900_000

/**
 * Reads a `Retry-After` header: seconds or an HTTP date. Gives milliseconds from `now`, between one second and
 * fifteen minutes; `undefined` when there is none or it cannot be read.
 *
 * @param now - time in milliseconds since 1970
 */
export const parseRetryAfter = (header: string | undefined, now: number): number | undefined => {
  const text = header?.trim() ?? ''
  if (text === '') return undefined
  // A date is told from a number by its letters: Date.parse would read "120" as a year.
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : /[a-z]/i.test(text) ? Date.parse(text) - now : NaN
  return Number.isNaN(wait) ? undefined : Math.min(longest, Math.max(shortest, wait))
}
