import { now } from '../clock.js'
import type { ItemVerbs, On, StateWish } from '../scenario.js'
import { directoryUpdate } from '../session/directory.js'
import { filterBit, stateEntry } from '../session/directory-entry.js'
import { fieldList } from '../session/post-content.js'
import { isServing } from '../session/live-service.js'
import { serviceDown } from '../session/refusal.js'
import type { ItemStream } from '../session/session.js'
import { dropStream, type SessionWorld } from '../session/world.js'
import { streamsOn } from './targets.js'
import { isOver, wishOf } from './wish.js'

/** Makes the verbs about items. */
export const itemVerbs = (world: SessionWorld): ItemVerbs => {
  const { messages, market, wishes, services } = world

  const tell = (stream: ItemStream, state: Required<StateWish>): void => {
    messages.tell(stream, state)
    if (isOver(state)) dropStream(world, stream)
  }
  const status = (name: string, usual: StateWish, options: On & StateWish): void => {
    for (const { stream } of streamsOn(world, name, options)) tell(stream, wishOf(usual, options))
  }
  const servicesOf = (service: string | undefined) =>
    services.all().filter(({ name }) => service === undefined || name === service)

  return {
    closeItem: (name, options = {}) => {
      status(name, { stream: 'Closed', data: 'Suspect', code: 'NotFound', text: 'Item closed.' }, options)
    },
    closeRecoverItem: (name, { forever = false, ...options } = {}) => {
      const usual = { stream: 'ClosedRecover', data: 'Suspect', text: 'Item is not available now.' } as const
      status(name, usual, options)
      if (forever) wishes.items.set(name, wishOf(usual, options))
    },
    suspectItem: (name, options = {}) => {
      status(name, { data: 'Suspect', text: 'Data may be stale.' }, options)
    },
    itemStatus: (name, options = {}) => {
      status(name, {}, options)
    },
    refreshItem: (name, on) => {
      for (const { stream, item } of streamsOn(world, name, on))
        messages.refresh(stream, item, { solicited: false })
    },
    updateItem: (name, fields, on) => {
      for (const item of market.watched(name)) {
        if (fields && item.map) continue
        const change = fields ? { type: 'Quote', fields: fieldList(fields) } : item.next(now())
        if (!change) continue
        if (fields && change.fields) item.set(change.fields)
        item.sequence++
        // What is missing from a map would be missing for good, so all connections are told how a book moves.
        for (const stream of item.streams)
          if (change.map || on?.connection === undefined || stream.session.number === on.connection)
            messages.update(stream, item, change)
      }
    },
    answerItem: (name, state) => {
      if (state) wishes.items.set(name, state)
      else wishes.items.delete(name)
    },
    suspectAll: ({ service, ...options } = {}) => {
      for (const one of servicesOf(service)) {
        one.suspect = true
        directoryUpdate(world, one, [[filterBit.state, stateEntry(one)]])
        for (const { stream, item } of streamsOn(world, undefined, options)) {
          if (item.service !== one) continue
          const { singleOpen = true, allowSuspectData = true } = stream.session.login ?? {}
          // Private streams are not the server's to recover.
          const kept = (singleOpen || allowSuspectData) && !stream.isPrivate
          tell(
            stream,
            wishOf({ stream: kept ? 'Open' : 'ClosedRecover', data: 'Suspect', text: serviceDown }, options),
          )
        }
      }
    },
    recoverAll: ({ service, ...on } = {}) => {
      for (const one of servicesOf(service)) {
        if (!one.suspect) continue
        one.suspect = false
        directoryUpdate(world, one, [[filterBit.state, stateEntry(one)]])
        for (const { stream, item } of streamsOn(world, undefined, on))
          // One that waits for more than that goes on waiting.
          if (item.service === one && (!stream.waiting || isServing(one)))
            messages.refresh(stream, item, { solicited: false })
      }
    },
  }
}
