import type { PriceFields } from './price-fields.js'

/**
 * Value of a field. Numbers (`bigint` only where exact integers were asked for), text, `null` for blank, and now
 * and then an object (a container, an array, a quality of service, a state). Beware: `"Inf"`, `"-Inf"` and `"NaN"`
 * are text, and so are dates and times.
 */
export type FieldValue = string | number | bigint | boolean | null | Readonly<Record<string, unknown>>

/**
 * Content of a field list: names of the server's dictionary and their values. The commonest ones have the types that
 * {@link PriceFields} gives them, all others are a {@link FieldValue}.
 */
export type Fields = PriceFields & Readonly<Record<string, FieldValue>>
