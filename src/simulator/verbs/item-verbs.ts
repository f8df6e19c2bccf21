import { now } from '../clock.js'
import type { ItemVerbs, On, StateWish } from '../scenario.js'
import { directoryUpdate } from '../session/directory.js'
import { serviceDown } from '../session/open-item.js'
import { openOk } from '../session/item-messages.js'
import { fieldList } from '../session/post.js'
import type { ItemStream } from '../session/session.js'
import { dropStream, type SessionWorld } from '../session/world.js'
import { streamsOn } from './targets.js'

const wishOf = (usual: StateWish, { stream, data, code, text }: StateWish): Required<StateWish> => ({
  stream: stream ?? usual.stream ?? openOk.stream,
  data: data ?? usual.data ?? openOk.data,
  code: code ?? usual.code ?? openOk.code,
  text: text ?? usual.text ?? openOk.text,
})

/** Makes the verbs about items. */
export const itemVerbs = (world: SessionWorld): ItemVerbs => {
  const { messages, market, wishes, settings, down } = world

  const tell = (stream: ItemStream, state: Required<StateWish>): void => {
    messages.status(stream.session, stream.id, state, stream)
    if (state.stream !== 'Open' && state.stream !== 'Unspecified') dropStream(world, stream)
  }
  const status = (name: string, usual: StateWish, options: On & StateWish): void => {
    for (const { stream } of streamsOn(world, name, options)) tell(stream, wishOf(usual, options))
  }
  const servicesOf = (service: string | undefined) =>
    settings.services.filter(({ name }) => service === undefined || name === service)

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
    redirectItem: (name, to, on) => {
      for (const { stream } of streamsOn(world, name, on)) {
        const state = { stream: 'Redirected', data: 'Ok', text: 'The item has another name now.' } as const
        messages.status(stream.session, stream.id, state, { ...stream, name: to })
        dropStream(world, stream)
      }
    },
    refreshItem: (name, on) => {
      for (const { stream, item } of streamsOn(world, name, on))
        messages.refresh(stream, item, { solicited: false })
    },
    updateItem: (name, fields, on) => {
      for (const item of market.watched(name)) {
        const change = fields ? { type: 'Quote', fields: fieldList(fields) } : item.next(now())
        if (fields) item.set(change.fields)
        item.sequence++
        for (const { stream } of streamsOn(world, name, on))
          if (item.streams.has(stream)) messages.update(stream, item, change)
      }
    },
    answerItem: (name, state) => {
      if (state) wishes.items.set(name, state)
      else wishes.items.delete(name)
    },
    suspectAll: ({ service, ...options } = {}) => {
      for (const one of servicesOf(service)) {
        down.add(one.name)
        directoryUpdate(world, one)
        for (const { stream, item } of streamsOn(world, undefined, options)) {
          if (item.service !== one) continue
          const { singleOpen = true, allowSuspectData = true } = stream.session.login ?? {}
          const kept = singleOpen || allowSuspectData
          tell(
            stream,
            wishOf({ stream: kept ? 'Open' : 'ClosedRecover', data: 'Suspect', text: serviceDown }, options),
          )
        }
      }
    },
    recoverAll: ({ service, ...on } = {}) => {
      for (const one of servicesOf(service)) {
        if (!down.delete(one.name)) continue
        directoryUpdate(world, one)
        for (const { stream, item } of streamsOn(world, undefined, on))
          if (item.service === one) messages.refresh(stream, item, { solicited: false })
      }
    },
  }
}
