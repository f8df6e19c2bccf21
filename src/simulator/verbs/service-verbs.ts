import { UsageError } from '../../errors.js'
import type { Change, MapChange } from '../market/content.js'
import type { MarketItem } from '../market/market-item.js'
import { listEntry } from '../market/symbol-list.js'
import type { ServiceVerbs } from '../service-scenario.js'
import { tellDirectories } from '../session/directory.js'
import { serviceEntry } from '../session/directory-entry.js'
import type { LiveService } from '../session/live-service.js'
import { redirect } from '../session/redirect.js'
import { dropStream, type SessionWorld } from '../session/world.js'
import { createServiceChanges } from './service-change.js'
import { sessionsOn, streamsOn, streamsOf } from './targets.js'
import { isOver, wishOf } from './wish.js'

/** Makes the verbs about services and lists. */
export const serviceVerbs = (world: SessionWorld): ServiceVerbs => {
  const { services, settings, market, messages } = world
  const change = createServiceChanges(world)
  const named = (name: string): readonly LiveService[] => services.all().filter((one) => one.name === name)

  return {
    service: (name, wish) => {
      for (const one of named(name)) change(one, wish)
    },
    addService: (service) => {
      for (const one of services.all())
        if (one.name === service.name || one.id === service.id)
          throw new UsageError(
            'invalid-options',
            `addService: there is a service of this name or number already: ${one.name}, ${one.id}. Remove it first.`,
          )
      const added = services.add(service)
      tellDirectories(world, added, (filter) => serviceEntry(settings, added, filter))
    },
    removeService: (name) => {
      for (const one of named(name)) {
        services.remove(one)
        tellDirectories(world, one, () => ({ Action: 'Delete', Key: one.id }))
        for (const stream of streamsOf(world, one)) {
          if (settings.tellItemsOfRemovedService)
            messages.tell(stream, { stream: 'ClosedRecover', data: 'Suspect', text: 'The service is gone.' })
          dropStream(world, stream)
        }
      }
    },
    closeDirectory: (options = {}) => {
      const state = wishOf({ stream: 'ClosedRecover', data: 'Suspect', text: 'Directory closed.' }, options)
      for (const session of sessionsOn(world, options))
        for (const { id } of [...session.directories.values()]) {
          messages.status(session, id, state, { Domain: 'Source' })
          if (isOver(state)) session.directories.delete(id)
        }
    },
    changeList: (name, { add = [], remove = [] }) => {
      const list = { name, keyType: settings.symbolKeys }
      const map: MapChange = {
        entries: [
          ...remove.map((member) => listEntry(list, 'Delete', member)),
          ...add.map((member) => listEntry(list, 'Add', member)),
        ],
      }
      if (!market.hasList(name)) market.addList(name)
      for (const service of services.all()) {
        const item = market.item(service, name, 'SymbolList')
        const known = item.map?.entries()
        // What is there is not added again, and what is not there cannot go.
        const gone = new Set<string>()
        const entries = map.entries.filter(({ action, key }) => {
          if (action === 'Delete' && known?.has(key) === true) gone.add(key)
          return action === 'Delete' ? gone.has(key) : known?.has(key) !== true || gone.has(key)
        })
        if (entries.length === 0) continue
        const changes: { readonly item: MarketItem; readonly change: Change }[] = [
          { item, change: { type: 'Unspecified', map: item.apply({ entries }) } },
        ]
        for (const { item: one, change } of [...changes, ...market.chainMoves(item)]) {
          one.sequence++
          for (const stream of one.streams) messages.update(stream, one, change)
        }
      }
    },
    redirectItem: (name, to, on) => {
      for (const { stream } of streamsOn(world, name, on)) {
        redirect(world, stream, typeof to === 'string' ? { name: to } : to)
        dropStream(world, stream)
      }
    },
  }
}
