import type { Service } from '../../directory/service.js'
import { servicesOf as servicesByName, type Services } from '../../directory/services.js'

/**
 * A service, as `services$` tells of it: number 1, up, and taking requests, unless said otherwise.
 *
 * @param name - name of the service
 * @param more - what differs from the default
 *
 * @example
 * ```ts
 * import { serviceOf } from 'rx-omm/testing'
 *
 * const down = serviceOf('ELEKTRON_DD', { state: { up: false, accepting: true } })
 * ```
 */
export const serviceOf = (name: string, more: Partial<Service> = {}): Service => ({
  number: 1,
  name,
  isSource: false,
  capabilities: [],
  dictionariesProvided: [],
  dictionariesUsed: [],
  qos: [{ timeliness: 'Realtime', rate: 'TickByTick' }],
  supportsQosRange: false,
  supportsOutOfBandSnapshots: true,
  acceptingConsumerStatus: true,
  state: { up: true, accepting: true },
  load: {},
  links: new Map(),
  groups: new Map(),
  ...more,
})

/**
 * The services of a server, up to date, as `services$` emits them.
 *
 * @param services - the services; each needs a number of its own
 *
 * @example
 * ```ts
 * import { fakeConsumer, serviceOf, servicesOf } from 'rx-omm/testing'
 * import { of } from 'rxjs'
 *
 * const services = servicesOf(serviceOf('ELEKTRON_DD'), serviceOf('CONTRIB', { number: 2 }))
 * const consumer = fakeConsumer({ services$: of(services) })
 * ```
 */
export const servicesOf = (...services: readonly Service[]): Services =>
  servicesByName(new Map(services.map((service) => [service.number, service])), false)
