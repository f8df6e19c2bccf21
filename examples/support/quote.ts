import type { FieldValue, Image } from 'rx-omm'

/** A blank field is `null`; one that the item does not have is not there at all. */
export const price = (value: FieldValue | undefined): string =>
  typeof value === 'number' ? String(value) : '-'

/** An image as a line of text. */
export const quote = ({ name, fields, stale, recovered }: Image): string => {
  const health = stale === false ? 'live' : `stale: ${stale.cause.text}`
  const back = recovered === undefined ? '' : ` (back after ${recovered.awayMs} ms)`
  return `${name} ${price(fields['BID'])}/${price(fields['ASK'])} ${health}${back}`
}
