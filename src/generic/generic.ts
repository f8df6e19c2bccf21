import type { ItemAddress, ItemPlace } from '../item/asking/item-address.js'
import type { Container } from '../wire/containers.js'
import type { GenericMessage, PostMessage, WireKey } from '../wire/messages.js'

/** An open item that a message goes to: named as it was asked for. */
export interface GenericTarget extends ItemPlace {
  /** Name of the item. */
  readonly name: string
}

/** A generic message to the server. What it means is up to both ends. */
export interface GenericSend {
  /** The stream that it is sent on: that of the login, or that of an item which is open on this consumer. */
  readonly on: 'login' | GenericTarget
  /**
   * What the message is about; it says nothing of the stream.
   * @defaultValue none
   */
  readonly key?: WireKey
  /**
   * Content of any kind, for instance `{ Elements: … }`.
   * @defaultValue none
   */
  readonly content?: Container
  /**
   * False while more parts follow.
   * @defaultValue `true`
   */
  readonly complete?: boolean
  /**
   * Number of the part, from 0.
   * @defaultValue none
   */
  readonly partNumber?: number
  /**
   * Number of the message in its sequence, unsigned 32 bits.
   * @defaultValue none
   */
  readonly seqNumber?: number
  /**
   * Second number, often that of the message that this one answers, unsigned 32 bits.
   * @defaultValue none
   */
  readonly secSeqNumber?: number
}

/** Where a message of the server came from. */
export interface GenericOrigin {
  /** The stream that it came on: that of the login, or that of an open item. */
  readonly on: 'login' | ItemAddress
}

/** A message of the server that is neither market data nor the health of a stream. */
export type GenericEvent =
  /** A generic message. */
  | (GenericOrigin & {
      /** Tells the kinds apart. */
      readonly type: 'generic'
      /** The message as it came; integers beyond 2^53 in it are of type `bigint`. */
      readonly message: GenericMessage
    })
  /** A post of somebody else, which a server passes on now and then. */
  | (GenericOrigin & {
      /** Tells the kinds apart. */
      readonly type: 'post'
      /** The message as it came. */
      readonly message: PostMessage
    })
