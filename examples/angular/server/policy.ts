import { randomBytes } from 'node:crypto'
import type { Discovery } from 'rx-omm'
import type { Feed } from '../../support/feed.js'
import type { Answer } from './answers.js'

/** Where the page may open WebSockets. What service discovery finds is not known before, but it is always TLS. */
const socketsOf = (endpoints: readonly string[] | Discovery, isSimulated: boolean): string => {
  if (typeof endpoints !== 'function') return endpoints.map((url) => new URL(url).origin).join(' ')
  return isSimulated ? 'ws://127.0.0.1:* ws://localhost:*' : 'wss:'
}

/**
 * Headers for the page, and the page itself with the nonce that Angular puts on its styles. Nothing may run, be loaded or
 * be asked but what comes from here, and the server with the market data.
 */
export const withPolicy = ({ options, simulator }: Feed) => {
  const sockets = socketsOf(options.endpoints, simulator !== undefined)
  return ({ type, body }: Answer): { readonly policy: string; readonly body: string | Buffer } => {
    const isPage = type.startsWith('text/html')
    const nonce = randomBytes(16).toString('base64')
    const policy = isPage
      ? [
          "default-src 'none'",
          "script-src 'self'",
          `style-src 'self' 'nonce-${nonce}'`,
          "img-src 'self' data:",
          "font-src 'self'",
          `connect-src 'self' ${sockets}`,
          "base-uri 'self'",
          "form-action 'none'",
          "frame-ancestors 'none'",
        ].join('; ')
      : "default-src 'none'; frame-ancestors 'none'"
    const page = isPage ? body.toString().replace('<app-root', `<app-root ngCspNonce="${nonce}"`) : body
    return { policy, body: page }
  }
}
