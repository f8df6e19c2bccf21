import type { HttpRequest, HttpResponse } from '../../http/http.js'
import type { DiscoveryEntry } from '../options.js'
import type { Settings } from '../settings.js'
import { gatewayError, json } from './answer.js'
import { isAlive, type TokenStore } from './token-store.js'

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Hosts of the default list that refuse every connection. */
export const isDeadHost = (host: string): boolean => /-dead\d+\.simulator\.test$/.test(host)

/** Port of loopback on which nobody listens. */
const deadPort = 9

const entriesOf = (settings: Settings, region: string, url: URL): readonly DiscoveryEntry[] => {
  const local = loopback.has(url.hostname)
  const port = !local ? 443 : url.port !== '' ? Number(url.port) : url.protocol === 'https:' ? 443 : 80
  const host = (name: string, localName: string): string =>
    local ? localName : `${region}${name}.simulator.test`
  const [a, b] = [`${region}a`, `${region}b`]
  const dead = Array.from({ length: settings.deadEndpoints }, (_, i) => ({
    endpoint: host(`-dead${i + 1}`, '127.0.0.1'),
    port: local ? deadPort : port,
    location: [a, b],
  }))
  return [
    ...dead,
    { endpoint: host('-mr', 'localhost'), port, location: [a, b] },
    { endpoint: host('a', 'localhost'), port, location: [a] },
    { endpoint: host('b', '127.0.0.1'), port, location: [b] },
    { endpoint: host('-mr', 'localhost'), port: 14_002, location: [a, b], transport: 'tcp' },
  ]
}

/** Answers a request to `/streaming/pricing/v1/`. */
export const discovery = (
  settings: Settings,
  tokens: TokenStore,
  request: HttpRequest,
  url: URL,
): HttpResponse => {
  if (request.method !== 'GET') return gatewayError(405, 'Method not allowed', { allow: 'GET' })
  const [, bearer] = /^Bearer (\S+)$/.exec(request.headers['authorization'] ?? '') ?? []
  if (bearer === undefined) return gatewayError(401, 'token missing', { 'www-authenticate': 'Bearer' })
  const token = tokens.find(bearer)
  if (!token) return gatewayError(401, 'token invalid')
  if (!isAlive(token)) return gatewayError(401, 'token expired')
  if (!/(^| )trapi(\.streaming(\.pricing(\.read)?)?)?( |$)/.test(token.scope))
    return gatewayError(403, 'insufficient scope')
  const wanted = (name: string): string | null => url.searchParams.get(name)
  const fits = (name: string, offered: readonly string[]): boolean => {
    const value = wanted(name)
    return value === null || value === '' || offered.includes(value)
  }
  const entries = settings.endpoints ?? settings.regions.flatMap((region) => entriesOf(settings, region, url))
  const services = entries
    .map(({ transport = 'websocket', provider = 'aws', ...entry }) => ({
      provider,
      transport,
      endpoint: entry.endpoint,
      port: entry.port,
      dataFormat: entry.dataFormat ?? [transport === 'tcp' ? 'rwf' : 'tr_json2'],
      location: entry.location,
    }))
    .filter(
      ({ transport, provider, dataFormat }) =>
        fits('transport', [transport]) && fits('provider', [provider]) && fits('dataformat', dataFormat),
    )
  return json(200, { services })
}
