import { type Observable, defer, map, mergeMap, of, take, throwError } from 'rxjs'
import { DiscoveryError, type DiscoveryErrorCode, type TransportErrorCode, UsageError } from '../errors.js'
import { fitting, objectOf } from '../options/check.js'
import { checkOptions } from '../options/check-options.js'
import { anyFunction, filledText, listOfDomains } from '../options/checks.js'
import { type Answer, createExchange, type Problem, type ProblemKind } from '../http/exchange.js'
import { isLoopback } from '../http/host.js'
import { exchangeOptions, isInsecure, serviceOptions, type ServiceOptions } from '../http/service-options.js'
import { serverText } from '../http/scrub.js'
import type { Token, TokenSource } from '../token/token.js'
import type { Endpoint } from './endpoint.js'
import type { EndpointEvent } from './endpoint-event.js'
import { inRegion, selectEndpoints, selectHotStandby, type SelectEndpoints } from './select-endpoints.js'
import { readServices, type DiscoveredService, type ServiceRules } from './services.js'

/** Options of {@link discover}. */
export interface DiscoverOptions extends ServiceOptions {
  /**
   * Region, as the beginning of its zones' names: `us-east` stands for all of `us-east-1` and `us-east-2`.
   * @defaultValue `'us-east-1'`
   */
  readonly region?: string
  /**
   * Chooses endpoints and their order.
   * @defaultValue {@link selectEndpoints}
   */
  readonly select?: SelectEndpoints
  /**
   * Domains that endpoints must be under; others are passed over, because they would be sent the token. A domain
   * stands for itself and all names below it.
   * @defaultValue any domain
   */
  readonly allowedHosts?: readonly string[]
  /**
   * Further query parameters, such as `provider`.
   * @defaultValue none; `transport=websocket` is always sent
   */
  readonly query?: Readonly<Record<string, string>>
}

/** Finds the endpoints, with a token of the source; tells `report` what it noticed on the way. */
export type Discovery = (
  tokens: Pick<TokenSource, 'token$'> | undefined,
  report?: (event: EndpointEvent) => void,
) => Observable<readonly Endpoint[]>

type Report = (event: EndpointEvent) => void

/** Address of the vendor's service discovery. */
export const discoveryUrl = 'https://api.refinitiv.com/streaming/pricing/v1/'

const check = objectOf(
  {},
  {
    ...serviceOptions,
    region: filledText,
    select: anyFunction,
    allowedHosts: listOfDomains,
    query: fitting(
      'an object of texts',
      (value): value is Readonly<Record<string, string>> =>
        typeof value === 'object' &&
        value !== null &&
        Object.values(value).every((one) => typeof one === 'string'),
    ),
  },
)

const codes: Readonly<Record<ProblemKind, DiscoveryErrorCode | TransportErrorCode>> = {
  refused: 'discovery-refused',
  stopped: 'discovery-stopped',
  throttled: 'discovery-throttled',
  unavailable: 'discovery-unavailable',
  'untrusted-redirect': 'untrusted-redirect',
}

const discoveryError = ({ kind, text, status, retryAfter, systemCode }: Problem): DiscoveryError => {
  const hint =
    kind === 'stopped'
      ? '; is the account entitled to streaming, and the scope trapi.streaming.pricing.read asked for?'
      : ''
  return new DiscoveryError(codes[kind], `${text}${hint}`, {
    ...(status === undefined ? {} : { status }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(systemCode === undefined ? {} : { systemCode }),
  })
}

const withQuery = (url: string, query: Readonly<Record<string, string>>): string => {
  const complete = new URL(url)
  for (const [name, value] of Object.entries({ transport: 'websocket', ...query }))
    complete.searchParams.set(name, value)
  return complete.href
}

/** A zone without its letter: the region that it is in. */
const regionOf = ({ location: [zone] }: DiscoveredService): string => zone.replace(/[a-z]$/, '')

const regionsOf = (services: readonly DiscoveredService[], secrets: readonly string[]): string => {
  const names = [...new Set(services.map(regionOf))].sort()
  return serverText(names.join(', '), secrets)
}

/**
 * Asks the vendor's service discovery for endpoints. Gives a function from the token source to the endpoints of
 * the region in the order in which they are to be tried; each subscription asks anew. The first token of the
 * source is the Bearer token. Endpoints are always `wss:`, except on this machine when discovery itself is asked
 * there over `http:`.
 *
 * Errors with a {@link DiscoveryError}, or with the token source's own error; with a {@link UsageError}
 * `invalid-options` where there is no token source.
 *
 * @example
 * ```ts
 * import { clientCredentials, createConsumer, discover } from 'rx-omm'
 *
 * declare const clientSecret: string
 * const consumer = createConsumer({
 *   tokens: clientCredentials({ clientId: 'GE-ABC', clientSecret }),
 *   endpoints: discover({ region: 'ap-southeast-1', allowedHosts: ['refinitiv.com'] }),
 * })
 * ```
 * @throws UsageError `invalid-options`
 * @throws DiscoveryError `insecure-transport`
 */
export const discover = (options: DiscoverOptions = {}): Discovery => {
  checkOptions('discover', check, options)
  const { region = 'us-east-1', select = selectEndpoints, allowedHosts, query = {} } = options
  const base = exchangeOptions('service discovery', discoveryUrl, options)
  const { protocol, hostname } = new URL(base.url)
  if (isInsecure(base.url, options)) {
    throw new DiscoveryError(
      'insecure-transport',
      'discover: `url` would send tokens unencrypted over the network',
    )
  }
  const rules: ServiceRules = { allowedHosts, clearLoopback: protocol === 'http:' && isLoopback(hostname) }
  const exchange = createExchange({ ...base, url: withQuery(base.url, query) })

  const choose = (
    services: readonly DiscoveredService[],
    secrets: readonly string[],
    report: Report,
  ): readonly Endpoint[] => {
    if (services.length === 0) {
      throw new DiscoveryError('no-endpoint', 'service discovery gave no WebSocket endpoint that can be used')
    }
    const found = inRegion(services, region)
    const endpoints = select(services, region)
    if (endpoints.length === 0) {
      throw found.length === 0
        ? new DiscoveryError(
            'no-region',
            `no endpoint in the region ${region}; there are ${regionsOf(services, secrets)}`,
          )
        : new DiscoveryError('no-endpoint', `none of the endpoints in the region ${region} was selected`)
    }
    if (select === selectHotStandby) {
      if (endpoints.length < 2) report({ event: 'endpoint.no-standby', region })
    } else if (found.length > 0 && found.every(({ location }) => location.length === 1)) {
      report({ event: 'endpoint.single-zone-only', region })
    }
    return endpoints
  }

  const read = (
    outcome: Answer | Problem,
    secrets: readonly string[],
    report: Report,
  ): readonly Endpoint[] => {
    if (!outcome.ok) throw discoveryError(outcome)
    const reading = readServices(outcome.json, rules)
    if (reading === undefined) {
      throw new DiscoveryError(
        'discovery-unavailable',
        'service discovery did not answer with a list of services',
      )
    }
    for (const [defect, count] of reading.defects) report({ event: 'endpoint.skipped', defect, count })
    return choose(reading.services, secrets, report)
  }

  const ask = (token: Token, report: Report): Observable<readonly Endpoint[]> => {
    const secrets = [token.reveal()]
    const headers = { accept: 'application/json', authorization: `Bearer ${token.reveal()}` }
    return exchange(() => of({ method: 'GET', headers, secrets })).pipe(
      map((outcome) => read(outcome, secrets, report)),
    )
  }

  return (tokens, report = () => undefined) =>
    tokens === undefined
      ? throwError(
          () => new UsageError('invalid-options', 'discover needs `tokens`: a login by name has none'),
        )
      : defer(() => tokens.token$).pipe(
          take(1),
          mergeMap((token) => ask(token, report)),
        )
}
