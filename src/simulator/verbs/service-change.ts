import type { ServiceChange } from '../service-scenario.js'
import type { StateWish } from '../scenario.js'
import { covers, directoryUpdate } from '../session/directory.js'
import {
  filterBit,
  linkEntry,
  linksEntry,
  loadEntry,
  stateElement,
  stateEntry,
} from '../session/directory-entry.js'
import { isServing, type LiveService } from '../session/live-service.js'
import type { ItemStream } from '../session/session.js'
import { dropStream, itemOf, type SessionWorld } from '../session/world.js'
import { streamsOf } from './targets.js'
import { isOver, wishOf } from './wish.js'

type Members = Readonly<Record<string, unknown>>

const base64 = (text: string): Members => ({
  Type: 'Buffer',
  Data: btoa(String.fromCharCode(...new TextEncoder().encode(text))),
})

/** The change of a service that {@link ServiceChange} describes. */
export const createServiceChanges = (
  world: SessionWorld,
): ((service: LiveService, change: ServiceChange) => void) => {
  const { messages } = world

  /** True where the client learns from the directory how the items of a service are. */
  const follows = ({ session }: ItemStream, service: LiveService): boolean =>
    [...session.directories.values()].some(
      (stream) => (stream.filter & filterBit.state) !== 0 && covers(stream, service),
    )
  const spread = (service: LiveService, state: Required<StateWish>, byDirectory: boolean): void => {
    // A request that still waits for its first answer is not meant.
    for (const stream of streamsOf(world, service).filter(({ waiting }) => !waiting)) {
      if (!byDirectory || !follows(stream, service)) messages.tell(stream, state)
      if (isOver(state)) dropStream(world, stream)
    }
  }
  const links = (service: LiveService, changes: NonNullable<ServiceChange['links']>): Members => {
    const entries = Object.entries(changes).map(([name, link]) => {
      const known = service.links.get(name)
      if (!link) {
        service.links.delete(name)
        return { Action: 'Delete', Key: name }
      }
      const next = { ...known, ...link }
      service.links.set(name, next)
      return linkEntry(known ? 'Update' : 'Add', name, next)
    })
    return linksEntry('Update', entries)
  }
  const group = ({ group: name, status, mergedTo }: NonNullable<ServiceChange['group']>): Members => ({
    ID: 3,
    Action: 'Update',
    Elements: {
      Group: base64(name),
      ...(mergedTo === undefined ? {} : { MergedToGroup: base64(mergedTo) }),
      ...(status ? { Status: stateElement(wishOf({ data: 'Suspect' }, status)) } : {}),
    },
  })
  const load = (service: LiveService, { openLimit, openWindow, loadFactor }: ServiceChange): Members => {
    if (openLimit !== undefined) service.openLimit = openLimit ?? undefined
    if (openWindow !== undefined) service.openWindow = openWindow ?? undefined
    if (loadFactor !== undefined) service.loadFactor = loadFactor
    return loadEntry(service)
  }

  return (service, change) => {
    const status = change.status && wishOf({ data: 'Suspect' }, change.status)
    if (change.up !== undefined) service.up = change.up
    const recovered = change.up === true && service.suspect
    if (recovered) service.suspect = false
    if (change.accepting !== undefined) service.accepting = change.accepting
    const entries: [bit: number, entry: Members][] = []
    if (change.up !== undefined || change.accepting !== undefined || status)
      entries.push([filterBit.state, stateEntry(service, status)])
    if (change.group) entries.push([filterBit.group, group(change.group)])
    if (change.openLimit !== undefined || change.openWindow !== undefined || change.loadFactor !== undefined)
      entries.push([filterBit.load, load(service, change)])
    if (change.links) entries.push([filterBit.link, links(service, change.links)])
    directoryUpdate(world, service, entries)
    if (status) spread(service, status, true)
    // The group of an item is not visible to the client, so the server applies it.
    if (change.group?.status) spread(service, wishOf({ data: 'Suspect' }, change.group.status), false)
    if (!isServing(service)) return
    for (const stream of streamsOf(world, service))
      if (stream.waiting) messages.refresh(stream, itemOf(world, stream))
      else if (recovered) messages.refresh(stream, itemOf(world, stream), { solicited: false })
  }
}
