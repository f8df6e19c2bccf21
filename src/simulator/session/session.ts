import type { Subscription } from 'rxjs'
import type { StateWish } from '../scenario.js'
import type { IssuedToken } from '../http/token-store.js'
import type { LatencyView, LoginState } from '../simulator.js'
import type { MapChange } from '../market/content.js'
import type { FieldList } from '../market/field.js'
import type { Domain } from '../../wire/domain.js'
import type { LiveService } from './live-service.js'
import type { Outbox } from './outbox.js'
import type { PostParts } from './post-parts.js'

/** What changed while the connection could not take more, and in how many updates since when. */
export interface Held {
  readonly fields: Map<string, string>
  map: MapChange | undefined
  count: number
  readonly since: number
}

/** An open item stream of one connection. What a reissue may change is not read-only. */
export interface ItemStream {
  readonly session: Session
  readonly id: number
  readonly domain: Domain
  readonly service: LiveService
  readonly name: string
  readonly nameType: number
  readonly isPrivate: boolean
  /** Fields to send; absent means all. */
  view: ReadonlySet<string> | undefined
  paused: boolean
  keyInUpdates: boolean
  confInfo: boolean
  /** The request has not been answered with data yet. */
  waiting: boolean
  held: Held | undefined
}

/** An open source directory stream. */
export interface DirectoryStream {
  readonly id: number
  filter: number
  /** Name or number of the one service that was asked for; absent means all. */
  readonly asked: unknown
}

/** An open stream of a dictionary. */
export interface DictionaryStream {
  readonly id: number
  readonly name: 'RWFFld' | 'RWFEnum'
  readonly filter: number
  readonly streaming: boolean
  /** Its key as the server writes it. */
  readonly key: Readonly<Record<string, unknown>>
}

/** What the client logged in with. */
export interface Login {
  readonly id: number
  readonly user: string
  readonly name: string | undefined
  readonly nameType: unknown
  readonly elements: Readonly<Record<string, unknown>>
  readonly singleOpen: boolean
  readonly allowSuspectData: boolean
  /** The client has paused all its items at a time. */
  paused: boolean
  token: IssuedToken | undefined
  /** When the next token has to be there, in milliseconds since 1970, where the server says so. */
  reissueBy: number | undefined
  /** Waits for the token to run out. */
  expiry: Subscription | undefined
}

/** The measurement of the delay of a connection. */
export type Latency = { -readonly [Member in keyof LatencyView]: LatencyView[Member] } & {
  /** Digits that the client is to send back; absent while none are under way. */
  ticks: string | undefined
  sentAt: number
}

/** One connection and all that belongs to it. */
export interface Session {
  readonly number: number
  readonly protocol: string
  readonly outbox: Outbox
  readonly streams: Map<number, ItemStream>
  /** Streams by service, name type and name: the same item twice is refused. */
  readonly byKey: Map<string, ItemStream>
  readonly directories: Map<number, DirectoryStream>
  readonly dictionaries: Map<number, DictionaryStream>
  /** Tokens that went over the connection, to be masked in the log. */
  readonly secrets: Set<string>
  /** Timers that end with the connection. */
  readonly timers: Subscription
  /** Parts of posts whose last part has not come yet. */
  readonly posts: PostParts
  readonly latency: Latency
  /** How many item streams are open on which service. */
  readonly open: Map<LiveService, number>
  /** Item streams whose request has not been answered with data yet. */
  readonly waiting: Set<ItemStream>
  /** How many requests of the frame at hand went to which service. */
  readonly asked: Map<LiveService, number>
  /** Ids that the frame at hand has opened. */
  readonly fresh: Set<number>
  login: Login | undefined
  loginState: LoginState
  lastHeardAt: number
  /** The stream that the client closed last. */
  lastClosedId: number
  silent: boolean
  ended: boolean
}

/** A message without a field list or map: written with `JSON.stringify`. */
export const send = (session: Session, message: Readonly<Record<string, unknown>>): void => {
  if (!session.silent && !session.ended) session.outbox.send(JSON.stringify(message))
}

/** A state as it stands in a message: default members are left out. */
export const stateOf = (wish: StateWish, usual: Required<StateWish>): Readonly<Record<string, unknown>> => {
  const { stream, data, code, text } = { ...usual, ...wish }
  return {
    Stream: stream,
    Data: data,
    ...(code === 'None' ? {} : { Code: code }),
    ...(text === '' ? {} : { Text: text }),
  }
}

/** Looks at a field list only through the view. */
export const touches = (fields: FieldList, view: ReadonlySet<string> | undefined): boolean => {
  if (!view) return true
  for (const name of fields.keys()) if (view.has(name)) return true
  return false
}
