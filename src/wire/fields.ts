/**
 * Value of a field. Numbers (`bigint` only where exact integers were asked for), text, `null` for blank, and now
 * and then an object (a container, an array, a quality of service, a state). Beware: `"Inf"`, `"-Inf"` and `"NaN"`
 * are text, and so are dates and times.
 */
export type FieldValue = string | number | bigint | boolean | null | Readonly<Record<string, unknown>>

/** Content of a field list: names of the server's dictionary and their values. */
export type Fields = Readonly<Record<string, FieldValue>>
