/**
 * The messages of `tr_json2` as they travel, with the direction of each. Only what this library reads or
 * writes is named; everything else stays reachable under its wire name.
 */
import type { Container, Elements } from './containers.js'
import type { Fields } from './fields.js'
import type { WireQos } from './primitives.js'
import type { WireState } from './state.js'

/** Who posted something. */
export interface PostUserInfo {
  /** Address of the user's machine: dotted IPv4, or the same as a number. */
  readonly Address: string | number
  /** Number of the user, unsigned 32 bits. */
  readonly UserID: number
}

/** What was merged into one update. */
export interface ConflationInfo {
  /** How many updates. */
  readonly Count: number
  /** Over how long, in milliseconds. */
  readonly Time: number
}

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
  /** Free for the domain, signed 32 bits. */
  readonly Identifier?: number
  /** Further attributes; a login keeps most of what it says here. */
  readonly Elements?: Elements
  /** Further attributes as fields. */
  readonly Fields?: Fields
  readonly [member: string]: unknown
}

/** Members that any message of a stream can have. */
export interface WireMessage {
  /** Number of the stream that the message belongs to, negative where the server opened it itself. */
  readonly ID: number
  /** Kind of content; absent means `MarketPrice`. */
  readonly Domain?: string | number
  /** What the stream is about. Often left out after the first refresh. */
  readonly Key?: WireKey
  readonly [member: string]: unknown
}

/** Server to client: the full content, or a part of it. */
export interface RefreshMessage extends WireMessage, Container {
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
  /** What is delivered; absent when not told. Some servers spell it `QOS`. */
  readonly Qos?: WireQos
  /** The stream is this user's own; absent means false. */
  readonly Private?: boolean
  /** Permission data of the stream, in base64. */
  readonly PermData?: string
  /** Whose post caused it. */
  readonly PostUserInfo?: PostUserInfo
}

/** Server to client: what changed, and nothing else. */
export interface UpdateMessage extends WireMessage, Container {
  /** Tells the messages apart. */
  readonly Type: 'Update'
  /** Name or number of an {@link UpdateType}; absent means `Unspecified`. */
  readonly UpdateType?: string | number
  /** True when the content is to be shown and not to be kept; absent means false. */
  readonly DoNotCache?: boolean
  /** True when the update must not be merged with others; absent means false. */
  readonly DoNotConflate?: boolean
  /** True when older values of a field must not be moved on into other fields; absent means false. */
  readonly DoNotRipple?: boolean
  /** True when the server may drop the update under load; absent means false. */
  readonly Discardable?: boolean
  /** How many updates were merged into this one, and over how many milliseconds; only where it was asked for. */
  readonly ConflationInfo?: ConflationInfo
  /** Number of the message in its sequence, where the source counts. */
  readonly SeqNumber?: number
  /** Permission data of this content, in base64. */
  readonly PermData?: string
  /** Whose post caused it. */
  readonly PostUserInfo?: PostUserInfo
}

/** Server to client: the stream's health or attributes changed. */
export interface StatusMessage extends WireMessage, Container {
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
  /** Where in the source of the server, and of which message of ours; never handed on. */
  readonly Debug?: unknown
}

/** Server to client: the answer to a post. */
export interface AckMessage extends WireMessage, Container {
  /** Tells the messages apart. */
  readonly Type: 'Ack'
  /** `PostID` of the post. */
  readonly AckID?: number
  /** Name or number of a `NakCode`; absent or `None` means accepted. */
  readonly NakCode?: string | number
  /** Reason for people. */
  readonly Text?: string
}

/** Both ways: a free message on an open stream. */
export interface GenericMessage extends WireMessage, Container {
  /** Tells the messages apart. */
  readonly Type: 'Generic'
  /** False while more parts follow; absent means true. */
  readonly Complete?: boolean
  /** Number of the part, from 0. */
  readonly PartNumber?: number
  /** Number of the message in its sequence. */
  readonly SeqNumber?: number
  /** Second number, often that of the message that this one answers. */
  readonly SecSeqNumber?: number
  /** The server began the exchange. */
  readonly ProviderDriven?: boolean
}

/** Both ways: content that is pushed; to a client it comes back from others, now and then. */
export interface PostMessage extends WireMessage, Container {
  /** Tells the messages apart. */
  readonly Type: 'Post'
  /** True to be answered with an `Ack`; absent means false. */
  readonly Ack?: boolean
  /** Number of the post, the same in all its parts. */
  readonly PostID?: number
  /** False while more parts follow; absent means true. */
  readonly Complete?: boolean
  /** Number of the part, from 0. */
  readonly PartNumber?: number
  /** Who posts. */
  readonly PostUserInfo?: PostUserInfo
  /** What the user may do to the item, as a mask: create 1, delete 2, change permissions 4. */
  readonly PostUserRights?: number
}

/** Both ways: sign of life, asked for and given. */
export interface PingMessage {
  readonly Type: 'Ping' | 'Pong'
}

/** Every message of a stream that a server can send. */
export type StreamMessage =
  RefreshMessage | UpdateMessage | StatusMessage | ErrorMessage | AckMessage | GenericMessage | PostMessage

/** Every message that a server can send. */
export type ServerMessage = StreamMessage | PingMessage

/** Client to server: opens a stream, or changes an open one. */
export interface RequestMessage {
  readonly ID: number
  readonly Domain?: string | number
  readonly Key: WireKey
  readonly Streaming?: boolean
  readonly Refresh?: boolean
  readonly Pause?: boolean
  readonly KeyInUpdates?: boolean
  readonly Private?: boolean
  readonly Priority?: { readonly Class: number; readonly Count: number }
  readonly Qos?: WireQos
  readonly WorstQos?: WireQos
  readonly View?: readonly (string | number)[]
}

/** Client to server: the end of one or several streams. */
export interface CloseMessage {
  readonly ID: number | readonly number[]
  readonly Type: 'Close'
  readonly Domain?: string | number
}

/** Every message that this client sends. */
export type ClientMessage = RequestMessage | CloseMessage | PostMessage | GenericMessage | PingMessage
