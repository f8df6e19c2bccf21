import type { Domain } from '../../wire/enums.js'
import type { ItemOptions } from './item-request.js'
import type { ItemStream } from '../stream/item-stream.js'

/** What an open item is called, for messages that go to its stream and come from it. */
export interface ItemAddress {
  /** Name of the item, as it was asked for. */
  readonly name: string
  /** Service of the item, as the server names it; as it was asked for until the server says. */
  readonly service: string | number | undefined
  /** What kind of data the item is. */
  readonly domain: Domain
}

/** What tells open items of the same name apart. */
export type ItemPlace = Pick<ItemOptions, 'service' | 'domain' | 'nameType' | 'private'>

/** Stream id of an item, if messages may be sent on it: it is open and has its image. */
export const usableId = (stream: ItemStream | undefined): number | undefined =>
  stream?.refreshed === true && stream.id !== 0 ? stream.id : undefined

/** What the item of a stream is called. */
export const addressOf = (stream: ItemStream | undefined): ItemAddress | undefined =>
  stream && { name: stream.name, service: stream.service, domain: stream.kind.domain }
