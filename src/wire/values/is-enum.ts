/**
 * Compares an enumerated value. Servers send the display text or the number, even for the same field, and pad the
 * text with spaces.
 *
 * @param value - what the field or element holds.
 * @param number - the number that is looked for.
 * @param texts - the display texts that mean it; they differ from server to server.
 *
 * @example
 * ```ts
 * import { isEnum, type Fields } from 'rx-omm'
 *
 * declare const order: Fields
 * const side = isEnum(order.ORDER_SIDE, 1, 'BID') ? 'bid' : 'ask'
 * console.log(side)
 * ```
 */
export const isEnum = (value: unknown, number: number, ...texts: readonly string[]): boolean => {
  if (typeof value === 'number') return value === number
  if (typeof value === 'bigint') return Number(value) === number
  if (typeof value !== 'string') return false
  const text = value.trim()
  return texts.some((wanted) => wanted.trim() === text)
}
