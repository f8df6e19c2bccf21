import type { Service } from '../../directory/service.js'
import { domain as readDomain, type Domain } from '../../wire/enums.js'
import { openSuspect, type State } from '../../wire/state.js'
import type { ItemKind } from '../asking/item-request.js'

/**
 * What an item waits for before it can be asked for: `answer`, that the server tells its services; or that the
 * service is there, is up, takes requests, has the domain, or may have more items open.
 */
export type Wait = 'answer' | 'service' | 'up' | 'accepting' | 'domain' | 'room'

const domainOf = ({ domain }: ItemKind): Domain => (typeof domain === 'number' ? readDomain(domain) : domain)

/** What items of a kind wait for, as far as that is a matter of the service itself. */
export const waitFor = (service: Service | undefined, kind: ItemKind): Wait | undefined => {
  if (service === undefined) return 'service'
  const { state, capabilities, load } = service
  if (!state.up) return 'up'
  if (!state.accepting || load.openWindow === 0) return 'accepting'
  if (capabilities.length > 0 && !capabilities.includes(domainOf(kind))) return 'domain'
  return undefined
}

const words: Readonly<Record<Wait, (kind: ItemKind) => string>> = {
  answer: () => 'the server has not told its services yet',
  service: ({ service }) => `service ${service ?? ''} is not known to the server`,
  up: ({ service }) => `service ${service ?? ''} is down`,
  accepting: ({ service }) => `service ${service ?? ''} takes no requests at the moment`,
  domain: ({ service, domain }) => `service ${service ?? ''} has no ${domain} items`,
  room: ({ service }) => `service ${service ?? ''} has as many items open as it allows`,
}

/** What an item waits for, in words. */
export const waitText = (wait: Wait, kind: ItemKind): string => words[wait](kind)

/** The state of an item that waits. */
export const waitState = (wait: Wait, kind: ItemKind): State =>
  openSuspect(waitText(wait, kind), wait === 'service' ? 'SourceUnknown' : 'None')

/** The state of an item that was open when its service went. */
export const serviceLost = openSuspect('the service for this item was lost')
