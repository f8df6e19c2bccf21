import { UsageError } from '../errors.js'
import { isLoopback } from '../http/host.js'
import type { Endpoint } from './endpoint.js'

/** Path of the WebSocket where an address names none. */
const defaultPath = '/WebSocket'

const complete = (address: string): string => {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(address)) return address
  const guess = `wss://${address}`
  const local = URL.canParse(guess) && isLoopback(new URL(guess).hostname)
  return local ? `ws://${address}` : guess
}

/**
 * An endpoint with a full address. An address may leave out the scheme (`wss:`; on this machine `ws:`), and the
 * path (`/WebSocket`).
 *
 * @throws UsageError `invalid-options` when it cannot be the address of a WebSocket
 */
export const normalizeEndpoint = (given: string | Endpoint): Endpoint => {
  const { url: address, ...rest } = typeof given === 'string' ? { url: given } : given
  const full = typeof address === 'string' ? complete(address.trim()) : ''
  const url = URL.canParse(full) ? new URL(full) : undefined
  const isAddress = url?.protocol === 'wss:' || url?.protocol === 'ws:'
  if (url === undefined || !isAddress || url.username !== '' || url.password !== '' || url.hash !== '') {
    throw new UsageError(
      'invalid-options',
      'an endpoint must be host:port or a ws(s) address without user and fragment',
    )
  }
  // The port is kept even where it is the scheme's default, so that reports name it.
  if (url.pathname === '/' && url.search === '') url.pathname = defaultPath
  return { ...rest, url: url.href }
}
