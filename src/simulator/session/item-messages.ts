import { writeQos } from '../../wire/qos.js'
import { now } from '../clock.js'
import type { Change, EntryChange } from '../market/content.js'
import { fieldsJson, type FieldList } from '../market/field.js'
import { mergeChanges } from '../market/map-change.js'
import { mapJson } from '../market/map-json.js'
import type { MarketItem } from '../market/market-item.js'
import type { StateWish } from '../scenario.js'
import type { Settings } from '../settings.js'
import { domainMember } from './domains.js'
import { refreshParts } from './refresh-parts.js'
import { send, stateOf, touches, type ItemStream, type Session } from './session.js'

type Members = Readonly<Record<string, unknown>>

/** A state of a stream that is well. */
export const openOk = { stream: 'Open', data: 'Ok', code: 'None', text: '' } as const

/** A type of name as servers write it: by its name where it has one for items. */
const nameTypeText = (nameType: number): string | number =>
  nameType === 0 ? 'Unspecified' : nameType === 2 ? 'Contributor' : nameType

/** The key of a stream as the server writes it. */
export const keyOf = (settings: Settings, stream: Pick<ItemStream, 'service' | 'name' | 'nameType'>) => ({
  ...(stream.nameType === 1 ? {} : { NameType: nameTypeText(stream.nameType) }),
  Service: settings.serviceNumbers ? stream.service.id : stream.service.name,
  Name: stream.name,
})

/** Writes a message whose payload is JSON text already. */
const write = (session: Session, head: Members, container: 'Fields' | 'Map', payload: string): void => {
  if (session.silent || session.ended) return
  session.outbox.send(`${JSON.stringify(head).slice(0, -1)},"${container}":${payload}}`)
}

/** How a refresh is sent. */
interface HowRefresh {
  readonly solicited?: boolean
  readonly streaming?: boolean
  /** Further members, for instance `PostUserInfo`. */
  readonly more?: Members
}

/** Messages about items. */
export interface ItemMessages {
  refresh(stream: ItemStream, item: MarketItem, how?: HowRefresh): void
  update(stream: ItemStream, item: MarketItem, change: Change): void
  /** A status about no open item stream; `more` may bring `Domain` and `Key`. */
  status(session: Session, id: number, wish: StateWish, more?: Members): void
  /** A status about an item stream, with its key unless `more` has another one; without a wish, none changes. */
  tell(stream: ItemStream, wish: StateWish | undefined, more?: Members): void
  /** Sends what was held back while the connection could not take more. */
  release(stream: ItemStream, item: MarketItem): void
}

/** Makes the messages about items. */
export const createItemMessages = (settings: Settings): ItemMessages => {
  const qos = writeQos(settings.qos)
  const seq = (item: MarketItem) => (settings.seqNumbers ? { SeqNumber: item.sequence } : {})

  const updateHead = (stream: ItemStream, item: MarketItem, type: string, more: Members): Members => ({
    ID: stream.id,
    Type: 'Update',
    ...domainMember(stream.domain),
    UpdateType: type,
    ...(stream.keyInUpdates ? { Key: keyOf(settings, stream) } : {}),
    ...more,
    ...seq(item),
  })
  const writeFields = (
    stream: ItemStream,
    item: MarketItem,
    type: string,
    fields: FieldList,
    more: Members,
  ): void => {
    write(stream.session, updateHead(stream, item, type, more), 'Fields', fieldsJson(fields, stream.view))
  }
  const writeMap = (stream: ItemStream, item: MarketItem, change: Change, more: Members): void => {
    if (!item.map || !change.map) return
    const { summary, entries } = change.map
    const head = updateHead(stream, item, change.type, more)
    const part = { ...item.map, summary, entries: entries.length === 0 ? undefined : entries }
    write(stream.session, head, 'Map', mapJson(part))
  }

  const release: ItemMessages['release'] = (stream, item) => {
    const { held } = stream
    if (!held) return
    stream.held = undefined
    const info = { Count: Math.min(held.count, 65_535), Time: Math.min(now() - held.since, 65_535) }
    const more = stream.confInfo ? { ConflationInfo: info } : {}
    if (held.map) writeMap(stream, item, { type: 'Multiple', map: held.map }, more)
    else if (touches(held.fields, stream.view)) writeFields(stream, item, 'Multiple', held.fields, more)
  }

  const hold = (stream: ItemStream, { fields, map }: Change): void => {
    stream.held ??= { fields: new Map(), map: undefined, count: 0, since: now() }
    stream.held.count++
    if (map) stream.held.map = mergeChanges(stream.held.map, map)
    else for (const [name, value] of fields) stream.held.fields.set(name, value)
  }

  const messages: ItemMessages = {
    release,
    refresh: (stream, item, { solicited = true, streaming = true, more = {} } = {}) => {
      stream.held = undefined
      stream.waiting = false
      stream.session.waiting.delete(stream)
      const head = (parts: Members): Members => ({
        ID: stream.id,
        Type: 'Refresh',
        ...domainMember(stream.domain),
        Key: keyOf(settings, stream),
        State: { Stream: streaming ? 'Open' : 'NonStreaming', Data: 'Ok', Text: 'All is well' },
        ...(parts['Complete'] === false ? { Complete: false } : {}),
        Qos: qos,
        ...(solicited ? {} : { Solicited: false }),
        ...parts,
        ...(stream.isPrivate ? { Private: true } : {}),
        ...(settings.permData === undefined ? {} : { PermData: settings.permData }),
        ...seq(item),
        ...more,
      })
      if (!item.map) {
        write(stream.session, head({}), 'Fields', fieldsJson(item.image(now()), stream.view))
        return
      }
      const told = new Set<string>()
      for (const { members, map } of refreshParts(settings, item.map, told)) {
        write(stream.session, head(members), 'Map', map)
        if (members['Complete'] === false && settings.updatesBetweenParts)
          for (const { action, key } of between(stream, item)) if (action === 'Add') told.add(key)
      }
    },
    update: (stream, item, change) => {
      if (stream.waiting || stream.session.silent) return
      // Prices that are missed come again; an entry of a map that is missed never would.
      if (stream.paused) {
        if (change.map) hold(stream, change)
        return
      }
      // A client that does not keep up gets the newest values merged, and costs no more memory than an image.
      // News must not be merged: who does not keep up has to be sent all of it.
      if (stream.session.outbox.congested() && change.more?.['DoNotConflate'] !== true) {
        hold(stream, change)
        return
      }
      release(stream, item)
      const { type, fields, more = {} } = change
      if (!fields) writeMap(stream, item, change, more)
      else if (touches(fields, stream.view)) writeFields(stream, item, type, fields, more)
    },
    status: (session, id, wish, more = {}) => {
      send(session, { ID: id, Type: 'Status', ...more, State: stateOf(wish, openOk) })
    },
    tell: (stream, wish, more = {}) => {
      send(stream.session, {
        ID: stream.id,
        Type: 'Status',
        ...domainMember(stream.domain),
        Key: keyOf(settings, stream),
        ...(wish ? { State: stateOf(wish, openOk) } : {}),
        ...(stream.isPrivate ? { Private: true } : {}),
        ...more,
      })
    },
  }

  /** The market moves between the parts of a refresh, for everybody. */
  const between = (stream: ItemStream, item: MarketItem): readonly EntryChange[] => {
    const change = item.next(now())
    if (!change) return []
    item.sequence++
    for (const one of new Set([stream, ...item.streams])) messages.update(one, item, change)
    return change.map?.entries ?? []
  }

  return messages
}
