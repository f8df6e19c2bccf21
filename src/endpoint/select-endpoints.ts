import type { Endpoint } from './endpoint.js'
import type { DiscoveredService } from './services.js'

/** Chooses endpoints from the usable services and puts them in the order in which they are tried. */
export type SelectEndpoints = (services: readonly DiscoveredService[], region: string) => readonly Endpoint[]

const toEndpoint = ({ url, location }: DiscoveredService): Endpoint => ({ url, location })

/** The services of a region: the first zone of a service begins with its name. */
export const inRegion = (
  services: readonly DiscoveredService[],
  region: string,
): readonly DiscoveredService[] => services.filter(({ location: [zone] }) => zone.startsWith(region))

/** True for a service behind which a zone can fail unnoticed. */
const isMultiZone = ({ location }: DiscoveredService): boolean => location.length > 1

/** Leaves the first of those that have the same host. */
const distinct = (services: readonly DiscoveredService[]): readonly DiscoveredService[] => {
  const hosts = services.map(({ host }) => host.toLowerCase())
  return services.filter((_, index) => hosts.indexOf(hosts[index] ?? '') === index)
}

/**
 * The default choice: every service of the region, those with several zones first, else in the order of the
 * list.
 *
 * @example
 * ```ts
 * import { discover, selectEndpoints } from 'rx-omm'
 *
 * const lastResortFirst = discover({
 *   region: 'us-east-1',
 *   select: (services, region) => [...selectEndpoints(services, region)].reverse(),
 * })
 * ```
 */
export const selectEndpoints: SelectEndpoints = (services, region) => {
  const found = inRegion(services, region)
  return [...found.filter(isMultiZone), ...found.filter((service) => !isMultiZone(service))].map(toEndpoint)
}

/**
 * The choice for hot standby: the services of the region that have exactly one zone, each host once, in the order
 * of the list. The first two are the legs; with fewer than two there is no standby.
 *
 * @example
 * ```ts
 * import { discover, selectHotStandby } from 'rx-omm'
 *
 * const legs = discover({ region: 'eu-west-1', select: selectHotStandby })
 * ```
 */
export const selectHotStandby: SelectEndpoints = (services, region) =>
  distinct(inRegion(services, region).filter((service) => !isMultiZone(service))).map(toEndpoint)
