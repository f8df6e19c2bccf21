import type { Endpoint } from '../endpoint/endpoint.js'
import { ConnectionError } from '../errors.js'
import { isLoopback } from '../http/host.js'

/** Refuses an endpoint over which a token would travel unencrypted through a network. */
export const refuseClearText = ({ url }: Endpoint): void => {
  const { protocol, hostname } = new URL(url)
  if (protocol === 'wss:' || isLoopback(hostname)) return
  throw new ConnectionError(
    'insecure-transport',
    `a token would be sent unencrypted to ${hostname}: use wss, or allow it with dangerouslySendTokensInClear`,
  )
}
