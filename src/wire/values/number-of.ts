/**
 * A numeric value as a number. The texts `"Inf"`, `"-Inf"` and `"NaN"`, which the protocol uses where JSON has no
 * number, become those numbers; a `bigint` is rounded.
 *
 * @returns `null` where the value is blank, `undefined` where it is not there or is no number, as an enumeration
 * with a display text.
 *
 * @example
 * ```ts
 * import { numberOf, type Fields } from 'rx-omm'
 *
 * declare const fields: Fields
 * const bid = numberOf(fields.BID)
 * const ask = numberOf(fields.ASK)
 * if (typeof bid === 'number' && typeof ask === 'number') console.log('spread', ask - bid)
 * ```
 */
export const numberOf = (value: unknown): number | null | undefined => {
  switch (typeof value) {
    case 'number':
      return value
    case 'bigint':
      return Number(value)
    case 'string':
      if (value === 'Inf') return Infinity
      if (value === '-Inf') return -Infinity
      return value === 'NaN' ? NaN : undefined
    default:
      return value === null ? null : undefined
  }
}
