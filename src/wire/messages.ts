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
  readonly Name?: string | readonly string[] | null
  readonly NameType?: string | number
  readonly Service?: string | number
  readonly Filter?: number
  readonly Elements?: Readonly<Record<string, unknown>>
  readonly [member: string]: unknown
}

/** Members that any message of a stream can have. */
export interface WireMessage {
  readonly ID: number
  readonly Domain?: string | number
  readonly Key?: WireKey
  readonly [member: string]: unknown
}

/** Server to client: the full content. */
export interface RefreshMessage extends WireMessage {
  readonly Type: 'Refresh'
  readonly State?: WireState
  readonly Solicited?: boolean
  readonly Complete?: boolean
  readonly PartNumber?: number
  readonly ClearCache?: boolean
  readonly DoNotCache?: boolean
  readonly SeqNumber?: number
  readonly Fields?: Fields
  readonly Elements?: Readonly<Record<string, unknown>>
}

/** Server to client: what changed. */
export interface UpdateMessage extends WireMessage {
  readonly Type: 'Update'
  readonly UpdateType?: string | number
  readonly DoNotCache?: boolean
  readonly DoNotConflate?: boolean
  readonly SeqNumber?: number
  readonly Fields?: Fields
}

/** Server to client: the stream's health or attributes changed. */
export interface StatusMessage extends WireMessage {
  readonly Type: 'Status'
  readonly State?: WireState
  readonly ClearCache?: boolean
}

/** Server to client: a message of ours was not understood. `Debug` holds a copy of it, so it is never handed on. */
export interface ErrorMessage extends WireMessage {
  readonly Type: 'Error'
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
