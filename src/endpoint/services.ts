import { isLoopback, isUnder } from '../http/host.js'
import type { ServiceDefect } from './endpoint-event.js'

/** A usable entry of service discovery. */
export interface DiscoveredService {
  /** Address of the WebSocket. */
  readonly url: string
  /** Host name of the endpoint, checked to be one. */
  readonly host: string
  /** Port of the endpoint, 1 to 65535. */
  readonly port: number
  /** Availability zones, at least one; the first one decides the region. */
  readonly location: readonly [string, ...string[]]
}

/** What may be in a list of services. */
export interface ServiceRules {
  /** Domains that endpoints must be under; `undefined` for any. */
  readonly allowedHosts: readonly string[] | undefined
  /** Discovery itself was asked on this machine without TLS, so endpoints on this machine have none either. */
  readonly clearLoopback: boolean
}

/** The usable entries, and why the others are not. */
export interface ServiceReading {
  readonly services: readonly DiscoveredService[]
  readonly defects: ReadonlyMap<ServiceDefect, number>
}

const label = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/i

const isHostName = (host: string): boolean =>
  host.length <= 253 &&
  host.split('.').every((part) => label.test(part)) &&
  // What a URL would read as another host, such as the number 2130706433, is no name.
  URL.canParse(`wss://${host}`) &&
  new URL(`wss://${host}`).hostname === host.toLowerCase()

const readPort = (raw: unknown): number | undefined => {
  const port = typeof raw === 'string' && /^\d{1,5}$/.test(raw) ? Number(raw) : raw
  return typeof port === 'number' && Number.isInteger(port) && port >= 1 && port <= 65535 ? port : undefined
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

const isLocation = (raw: unknown): raw is readonly [string, ...string[]] =>
  Array.isArray(raw) && raw.length > 0 && raw.every(isText)

const readService = (
  raw: unknown,
  { allowedHosts, clearLoopback }: ServiceRules,
): DiscoveredService | ServiceDefect => {
  if (typeof raw !== 'object' || raw === null || !('endpoint' in raw) || !isText(raw.endpoint)) return 'shape'
  if (!('transport' in raw) || raw.transport !== 'websocket') return 'transport'
  // Some answers leave the formats out; the query has asked for the right ones.
  const formats = 'dataFormat' in raw ? raw.dataFormat : undefined
  if (Array.isArray(formats) && !formats.includes('tr_json2')) return 'data-format'
  const location: unknown = 'location' in raw ? raw.location : undefined
  if (!isLocation(location)) return 'location'
  // With the dot of the root a name is the same to DNS, but not to every TLS server.
  const host = raw.endpoint.replace(/\.$/, '')
  if (!isHostName(host)) return 'host-name'
  const port = readPort('port' in raw ? raw.port : undefined)
  if (port === undefined) return 'port'
  if (allowedHosts?.some((domain) => isUnder(host, domain)) === false) return 'host-not-allowed'
  const scheme = clearLoopback && isLoopback(host) ? 'ws' : 'wss'
  return { url: `${scheme}://${host}:${port}/WebSocket`, host, port, location }
}

/** Reads the answer of service discovery; `undefined` when it has no list of services. */
export const readServices = (json: unknown, rules: ServiceRules): ServiceReading | undefined => {
  if (typeof json !== 'object' || json === null || !('services' in json)) return undefined
  if (!Array.isArray(json.services)) return undefined
  const services: DiscoveredService[] = []
  const defects = new Map<ServiceDefect, number>()
  for (const raw of json.services as readonly unknown[]) {
    const service = readService(raw, rules)
    if (typeof service === 'string') defects.set(service, (defects.get(service) ?? 0) + 1)
    else services.push(service)
  }
  return { services, defects }
}
