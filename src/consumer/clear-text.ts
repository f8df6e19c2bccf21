import type { Endpoint } from '../endpoint/endpoint.js'
import { ConnectionError } from '../errors.js'

/** Hosts that are this machine: what goes there does not leave it. */
const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i

/** Refuses an endpoint over which a token would travel unencrypted through a network. */
export const refuseClearText = ({ url }: Endpoint): void => {
  const { protocol, hostname } = new URL(url)
  if (protocol === 'wss:' || loopback.test(hostname)) return
  throw new ConnectionError(
    'insecure-transport',
    `a token would be sent unencrypted to ${hostname}: use wss, or allow it with dangerouslySendTokensInClear`,
  )
}
