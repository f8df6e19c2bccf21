/** An array as the protocol writes it, or what stands in its place. */
interface MaybeArray {
  readonly Type?: unknown
  readonly Data?: unknown
}

/**
 * The values of an array that is the value of a field or an element, wrapped with the type `Array` or not. Blank
 * ones among them are `null`. What {@link elementOf} made of an array is accepted, too.
 *
 * @returns `null` for a blank array, `undefined` where the value is not there or no array.
 *
 * @example
 * ```ts
 * import { arrayOf, type Fields } from 'rx-omm'
 *
 * declare const summary: Fields
 * for (const tenor of arrayOf(summary.TENORS) ?? []) console.log(tenor)
 * ```
 */
export const arrayOf = (value: unknown): readonly unknown[] | null | undefined => {
  if (value === null || Array.isArray(value)) return value
  if (typeof value !== 'object') return undefined
  const { Type, Data } = value as MaybeArray
  if (typeof Type !== 'string') return undefined
  if (Data === null || Array.isArray(Data)) return Data
  // Two levels: the wrapping that every element has, and the array's own.
  if (Type !== 'Array' || typeof Data !== 'object') return undefined
  const inner = Data as MaybeArray
  return inner.Data === null || Array.isArray(inner.Data) ? inner.Data : undefined
}
