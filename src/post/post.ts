import type { Container, EmbeddedMessage } from '../wire/containers.js'
import type { Domain } from '../wire/enums.js'
import type { State } from '../wire/state.js'

/** Who posts, as servers tell those who see the result. */
export interface PostUser {
  /** Address of the user's machine: dotted IPv4, or the same as a number. */
  readonly address: string | number
  /** Number of the user, unsigned 32 bits. */
  readonly userId: number
}

/** Value of a field in a post. An integer beyond 2^53 is given as `bigint`. */
export type PostValue = string | number | bigint | boolean | null | Readonly<Record<string, unknown>>

/** Fields of a post: names of the server's dictionary and their values; `null` makes a field blank. */
export type PostFields = Readonly<Record<string, PostValue | undefined>>

/** What a post, or a part of it, does to the item. */
export interface PostContent {
  /**
   * `'update'` changes fields, `'refresh'` replaces the whole content and may create the item, `'status'` changes its
   * health.
   * @defaultValue `'update'`
   */
  readonly type?: 'update' | 'refresh' | 'status'
  /**
   * Content as a field list. `NaN` and `Infinity` are sent as the texts that the protocol has for them; members that
   * are `undefined` are left out.
   * @defaultValue none
   */
  readonly fields?: PostFields
  /**
   * Content of any other kind, for instance `{ Map: … }` for an order book; not together with `fields`.
   * @defaultValue none
   */
  readonly content?: Container
  /**
   * Health of the item.
   * @defaultValue Open/Ok for a `'refresh'`, else none
   */
  readonly state?: Pick<State, 'stream' | 'data'> & Partial<State>
  /**
   * A whole message instead of `type`, `fields`, `content` and `state`, as it travels. Its `ID` is always 0; `Type`
   * and `Domain` are filled in where they are missing.
   * @defaultValue none
   */
  readonly message?: EmbeddedMessage
}

/** One of several parts of a post. */
export type PostPart = PostContent

/** Content that is pushed to the server, for one item. */
export interface Post extends PostContent {
  /** Name of the item, a RIC unless `nameType` says otherwise. */
  readonly name: string
  /**
   * Service by name or number; for an on-stream post as the item was asked for.
   * @defaultValue the server's default service
   */
  readonly service?: string | number
  /**
   * What kind of data the item is.
   * @defaultValue `'MarketPrice'`
   */
  readonly domain?: Domain
  /**
   * What kind of name, by name or number.
   * @defaultValue `'Ric'`
   */
  readonly nameType?: string | number
  /**
   * Posts on the stream of the item, which must be open on this consumer and have its image; otherwise on the stream of
   * the login, where the item need not be open.
   * @defaultValue `false`
   */
  readonly onStream?: boolean
  /**
   * Several parts of one post, sent one after the other, instead of content of its own.
   * @defaultValue none
   */
  readonly parts?: readonly PostPart[]
  /**
   * Asks for an answer. Without, nobody hears whether the post was accepted: the observable completes, without a
   * value, when the post was handed to the socket.
   * @defaultValue `true`
   */
  readonly ack?: boolean
  /**
   * How long to wait for the answer, in milliseconds from the sending. The wait for a session, where there is none, may
   * take as long before that.
   * @defaultValue `timeouts.post` of the consumer
   */
  readonly timeout?: number
  /**
   * Who posts.
   * @defaultValue `postUser` of the consumer
   */
  readonly userInfo?: PostUser
  /**
   * What the user may do to the item, as a mask: create 1, delete 2, change permissions 4.
   * @defaultValue none
   */
  readonly rights?: number
  /**
   * Permission data of the content, in base64.
   * @defaultValue none
   */
  readonly permData?: string
  /**
   * Number of the post in a sequence of the application, unsigned 32 bits. Further parts count up from it.
   * @defaultValue none
   */
  readonly seqNumber?: number
}

/** The answer to a post that was accepted. */
export interface PostAck {
  /** Number of the post on its session, from 1. */
  readonly postId: number
  /** What the server says, cleaned; absent when it says nothing. */
  readonly text?: string
  /** When the answer came, in milliseconds since 1970. */
  readonly at: number
}
