import type { Attributes } from '@opentelemetry/api'
import type { OmmError } from '../errors.js'

/** What failed, by its code: there are some dozens of them, while texts have no bound. */
export const failureOf = (cause: OmmError | undefined): Attributes => ({
  'error.type': cause?.code ?? '_OTHER',
})

/** Codes that applications and libraries make up are a class, because a server may send any of them. */
const classOf = (code: number): string =>
  code >= 1000 && code < 1016 ? String(code) : `${String(code).charAt(0)}xxx`

/** How a WebSocket ended; nothing where this side cut it off. */
export const closeCodeOf = (code: number | undefined): Attributes =>
  code === undefined ? {} : { 'rx_omm.close_code': classOf(code) }

/** Host and port of an address, and nothing of the rest, which may hold a password. */
export const serverOf = (url: string): Attributes => {
  if (!URL.canParse(url)) return {}
  const { hostname, port, protocol } = new URL(url)
  const usual = protocol === 'ws:' ? 80 : 443
  return { 'server.address': hostname, 'server.port': port === '' ? usual : Number(port) }
}
