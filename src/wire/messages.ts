/**
 * The messages of `tr_json2` as they travel, with the direction of each. Only what this library reads or
 * writes is named; everything else stays reachable under its wire name.
 */
import type { WireState } from './state.js'

/**
 * Value of a field. Numbers, text, `null` for blank, and now and then an object (a container, a quality of
 * service, a state). Beware: `"Inf"`, `"-Inf"` and `"NaN"` are text, and so are dates and times.
 */
export type FieldValue = string | number | boolean | null | Readonly<Record<string, unknown>>

/** Content of a field list: names of the server's dictionary and their values. */
export type Fields = Readonly<Record<string, FieldValue>>

/** What a stream is about. */
export interface WireKey {
  /** What is wanted, a RIC for instance; a list of names in a request for several items. */
  readonly Name?: string | readonly string[] | null
  /** Kind of the name; absent is 1: `Ric` for items, `Name` for logins. */
  readonly NameType?: string | number
  /** Source of the data, by name or by number; absent means the default service of the server. */
  readonly Service?: string | number
  /** Bit mask of the parts that are wanted, in the domains `Source` and `Dictionary`. */
  readonly Filter?: number
  /** Further attributes; a login keeps most of what it says here. */
  readonly Elements?: Readonly<Record<string, unknown>>
  readonly [member: string]: unknown
}

/** Members that any message of a stream can have. */
export interface WireMessage {
  /** The stream that the message belongs to, negative where the server opened it itself. */
  readonly ID: number
  /** Kind of content; absent means `MarketPrice`. */
  readonly Domain?: string | number
  /** What the stream is about. Often left out after the first refresh. */
  readonly Key?: WireKey
  readonly [member: string]: unknown
}

/** Server to client: the full content. */
export interface RefreshMessage extends WireMessage {
  /** Tells the messages apart. */
  readonly Type: 'Refresh'
  /** Health of the stream; absent means Open/Ok. */
  readonly State?: WireState
  /** False when the server sends it on its own initiative; absent means true. */
  readonly Solicited?: boolean
  /** False while more parts of the same content follow; absent means true. */
  readonly Complete?: boolean
  /** Number of the part, from 0; absent when there is one part only. */
  readonly PartNumber?: number
  /** False when the content is laid over what was known; absent means true, that is, it replaces it. */
  readonly ClearCache?: boolean
  /** True when the content is to be shown and not to be kept; absent means false. */
  readonly DoNotCache?: boolean
  /** Number of the message in its sequence, where the source counts. */
  readonly SeqNumber?: number
  /** The content as a field list, which is what `MarketPrice` has. */
  readonly Fields?: Fields
  /** The content as an element list; that of a login holds `PingTimeout` and `MaxMsgSize`. */
  readonly Elements?: Readonly<Record<string, unknown>>
}

/** Server to client: what changed. */
export interface UpdateMessage extends WireMessage {
  /** Tells the messages apart. */
  readonly Type: 'Update'
  /** Name or number of an {@link UpdateType}; absent means `Unspecified`. */
  readonly UpdateType?: string | number
  /** True when the content is to be shown and not to be kept; absent means false. */
  readonly DoNotCache?: boolean
  /** True when the update must not be merged with others; absent means false. */
  readonly DoNotConflate?: boolean
  /** Number of the message in its sequence, where the source counts. */
  readonly SeqNumber?: number
  /** The changed fields only; `null` makes a field blank. */
  readonly Fields?: Fields
}

/** Server to client: the stream's health or attributes changed. */
export interface StatusMessage extends WireMessage {
  /** Tells the messages apart. */
  readonly Type: 'Status'
  /** The new health of the stream; absent leaves it as it was. */
  readonly State?: WireState
  /** True when what was known is to be forgotten; absent means false. */
  readonly ClearCache?: boolean
}

/** Server to client: a message of ours was not understood. `Debug` holds a copy of it, so it is never handed on. */
export interface ErrorMessage extends WireMessage {
  /** Tells the messages apart. */
  readonly Type: 'Error'
  /** What the server could not read, in its words. */
  readonly Text?: string
}

/** Both ways: answer to a post, free messages, posts that come back. */
export interface OtherMessage extends WireMessage {
  readonly Type: 'Ack' | 'Generic' | 'Post'
}

/** Both ways: sign of life, asked for and given. */
export interface PingMessage {
  readonly Type: 'Ping' | 'Pong'
}

/** Every message of a stream that a server can send. */
export type StreamMessage = RefreshMessage | UpdateMessage | StatusMessage | ErrorMessage | OtherMessage

/** Every message that a server can send. */
export type ServerMessage = StreamMessage | PingMessage

/** Client to server: opens a stream, or changes an open one. */
export interface RequestMessage {
  readonly ID: number
  readonly Domain?: string | number
  readonly Key: WireKey
  readonly Streaming?: boolean
  readonly Refresh?: boolean
  readonly KeyInUpdates?: boolean
  readonly Private?: boolean
  readonly View?: readonly (string | number)[]
}

/** Client to server: the end of one or several streams. */
export interface CloseMessage {
  readonly ID: number | readonly number[]
  readonly Type: 'Close'
  readonly Domain?: string | number
}

/** Every message that this client sends. */
export type ClientMessage = RequestMessage | CloseMessage | PingMessage
