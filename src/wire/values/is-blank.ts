/**
 * True where a field or element has no value: it is `null`, or not there at all. A text of spaces is not blank; it
 * says something else, and both are common.
 *
 * @example
 * ```ts
 * import { isBlank, type Fields } from 'rx-omm'
 *
 * declare const fields: Fields
 * console.log(isBlank(fields.TRDPRC_1) ? 'no trade yet' : fields.TRDPRC_1)
 * ```
 */
export const isBlank = (value: unknown): value is null | undefined => value === null || value === undefined
