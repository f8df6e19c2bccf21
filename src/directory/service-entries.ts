import { isRecord } from '../content/is-record.js'
import type { Container, Elements } from '../wire/containers.js'
import { readState, type State } from '../wire/state.js'
import { elementOf } from '../wire/values/element-of.js'
import { filterAction } from './actions.js'
import type { DirectoryChange } from './directory-change.js'
import { elementValues } from './element-values.js'
import type { Service, ServiceLoad, ServiceState } from './service.js'
import { readInfo, usualInfo } from './service-info.js'
import { readLinks } from './service-links.js'

/** Numbers of the entries that describe a service. */
const ids = { info: 1, state: 2, group: 3, load: 4, link: 6 } as const

/** Most groups whose last status is kept. */
const mostGroups = 1_000

const usualState: ServiceState = { up: true, accepting: true }

/** A service of which only the number is known. */
export const newService = (number: number): Service => ({
  number,
  ...usualInfo,
  state: usualState,
  load: {},
  links: new Map(),
  groups: new Map(),
})

const statusOf = (elements: Elements | null | undefined): State | undefined =>
  readState(elementOf(elements, 'Status'), undefined)

const readServiceState = (known: ServiceState, elements: Elements | null | undefined): ServiceState => {
  const values = elementValues(elements)
  const status = statusOf(elements) ?? known.status
  return {
    up: values.flag('ServiceState', known.up, true),
    accepting: values.flag('AcceptingRequests', known.accepting, true),
    ...(status === undefined ? {} : { status }),
  }
}

const readLoad = (known: ServiceLoad, elements: Elements | null | undefined): ServiceLoad => {
  const values = elementValues(elements)
  const openLimit = values.count('OpenLimit', known.openLimit)
  const openWindow = values.count('OpenWindow', known.openWindow)
  const loadFactor = values.count('LoadFactor', known.loadFactor)
  return {
    ...(openLimit === undefined ? {} : { openLimit }),
    ...(openWindow === undefined ? {} : { openWindow }),
    ...(loadFactor === undefined ? {} : { loadFactor }),
  }
}

/** What comes of the entries of one service in one message. */
interface Reading {
  readonly changes: DirectoryChange[]
  /** Groups of the service, copied once: one message may tell of thousands. */
  groups: Map<string, State> | undefined
}

const noteGroup = (groups: Map<string, State>, group: string, state: State): Map<string, State> => {
  // Out and in again: the order is that of the news.
  groups.delete(group)
  groups.set(group, state)
  const [oldest] = groups.keys()
  if (groups.size > mostGroups && oldest !== undefined) groups.delete(oldest)
  return groups
}

/** A service with one entry of its filter list laid over it. */
const withEntry = (
  service: Service,
  id: unknown,
  content: Container,
  anew: boolean,
  reading: Reading,
): Service => {
  const { Elements: elements } = content
  const { changes } = reading
  switch (id) {
    case ids.info: {
      const { number, state, load, links, groups, ...known } = service
      return { number, ...readInfo(anew ? usualInfo : known, elements), state, load, links, groups }
    }
    case ids.state: {
      const next = { ...service, state: readServiceState(anew ? usualState : service.state, elements) }
      const state = statusOf(elements)
      if (state !== undefined) changes.push({ kind: 'status', service: next, state })
      return next
    }
    case ids.group: {
      const group = elementOf(elements, 'Group')
      const state = statusOf(elements)
      // One message may hold several of them, each about another group: none of them replaces the others.
      if (typeof group !== 'string' || state === undefined) return service
      reading.groups = noteGroup(reading.groups ?? new Map(service.groups), group, state)
      const next = { ...service, groups: reading.groups }
      changes.push({ kind: 'group-status', service: next, group, state })
      return next
    }
    case ids.load:
      return { ...service, load: readLoad(anew ? {} : service.load, elements) }
    case ids.link:
      return { ...service, links: readLinks(anew ? new Map() : service.links, content) }
    default:
      return service
  }
}

/**
 * A service with a filter list laid over it: `Set` replaces an entry, `Update` merges into it, `Clear` forgets it.
 *
 * @param changes - what is told in passing is added to them
 */
export const withEntries = (service: Service, content: Container, changes: DirectoryChange[]): Service => {
  const entries: unknown = content.FilterList?.Entries
  if (!Array.isArray(entries)) return service
  const reading: Reading = { changes, groups: undefined }
  let result = service
  for (const entry of entries as readonly unknown[]) {
    if (!isRecord(entry)) continue
    const { ID: id } = entry
    const action = filterAction(entry['Action'])
    if (action === 'Clear') result = withEntry(result, id, {}, true, reading)
    else if (action === 'Set' || action === 'Update')
      result = withEntry(result, id, entry, action === 'Set', reading)
  }
  return result
}
