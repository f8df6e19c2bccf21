import { now } from '../clock.js'
import { fieldsJson, type FieldList } from '../market/field.js'
import type { Change } from '../market/instrument.js'
import type { MarketItem } from '../market/market.js'
import type { StateWish } from '../scenario.js'
import type { Settings } from '../settings.js'
import { send, stateOf, touches, type ItemStream, type Session } from './session.js'

/** A state of a stream that is well. */
export const openOk = { stream: 'Open', data: 'Ok', code: 'None', text: '' } as const

/** The key of a stream as the server writes it. */
export const keyOf = (settings: Settings, stream: Pick<ItemStream, 'service' | 'name' | 'nameType'>) => ({
  ...(stream.nameType === 1 ? {} : { NameType: stream.nameType }),
  Service: settings.serviceNumbers ? stream.service.id : stream.service.name,
  Name: stream.name,
})

const write = (session: Session, head: Readonly<Record<string, unknown>>, fields: string): void => {
  if (session.silent || session.ended) return
  session.outbox.send(`${JSON.stringify(head).slice(0, -1)},"Fields":${fields}}`)
}

/** Messages about items. */
export interface ItemMessages {
  refresh(stream: ItemStream, item: MarketItem, how?: { solicited?: boolean; streaming?: boolean }): void
  update(stream: ItemStream, item: MarketItem, change: Change): void
  status(
    session: Session,
    id: number,
    wish: StateWish,
    key?: Pick<ItemStream, 'service' | 'name' | 'nameType'>,
  ): void
  /** Sends what was held back while the connection could not take more. */
  release(stream: ItemStream, item: MarketItem): void
}

/** Makes the messages about items. */
export const createItemMessages = (settings: Settings): ItemMessages => {
  const seq = (item: MarketItem) => (settings.seqNumbers ? { SeqNumber: item.sequence } : {})

  const writeUpdate = (
    stream: ItemStream,
    item: MarketItem,
    type: string,
    fields: FieldList,
    more: Readonly<Record<string, unknown>>,
  ): void => {
    write(
      stream.session,
      {
        ID: stream.id,
        Type: 'Update',
        UpdateType: type,
        ...more,
        ...seq(item),
        ...(stream.keyInUpdates ? { Key: keyOf(settings, stream) } : {}),
      },
      fieldsJson(fields, stream.view),
    )
  }

  const release: ItemMessages['release'] = (stream, item) => {
    const { held } = stream
    if (!held) return
    stream.held = undefined
    const info = { Count: Math.min(held.count, 65_535), Time: Math.min(now() - held.since, 65_535) }
    if (touches(held.fields, stream.view))
      writeUpdate(stream, item, 'Multiple', held.fields, stream.confInfo ? { ConflationInfo: info } : {})
  }

  return {
    release,
    refresh: (stream, item, { solicited = true, streaming = true } = {}) => {
      stream.held = undefined
      write(
        stream.session,
        {
          ID: stream.id,
          Type: 'Refresh',
          ...(solicited ? {} : { Solicited: false }),
          ...(stream.isPrivate ? { Private: true } : {}),
          Key: keyOf(settings, stream),
          State: { Stream: streaming ? 'Open' : 'NonStreaming', Data: 'Ok', Text: 'All is well' },
          Qos: { Timeliness: 'Realtime', Rate: 'TickByTick' },
          ...seq(item),
          ...(settings.permData === undefined ? {} : { PermData: settings.permData }),
        },
        fieldsJson(item.image(now()), stream.view),
      )
    },
    update: (stream, item, { type, fields, more = {} }) => {
      if (stream.paused || stream.session.silent) return
      // A client that does not keep up gets the newest values merged, and costs no more memory than an image.
      if (stream.session.outbox.congested()) {
        stream.held ??= { fields: new Map(), count: 0, since: now() }
        stream.held.count++
        for (const [name, value] of fields) stream.held.fields.set(name, value)
        return
      }
      release(stream, item)
      if (!touches(fields, stream.view)) return
      writeUpdate(stream, item, type, fields, more)
    },
    status: (session, id, wish, key) => {
      send(session, {
        ID: id,
        Type: 'Status',
        ...(key ? { Key: keyOf(settings, key) } : {}),
        State: stateOf(wish, openOk),
      })
    },
  }
}
