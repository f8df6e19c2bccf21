/** The messages that a client sends, as pure functions. Members that have their default value are left out. */
import type { Elements } from './containers.js'
import type { Domain } from './enums.js'
import type { Fields } from './fields.js'
import type { CloseMessage, PingMessage, RequestMessage } from './messages.js'
import { type Qos, writeQos } from './qos.js'

/** Who logs in: by token, or by name where the server takes names. */
export type LoginIdentity = { readonly token: string } | { readonly name: string }

/** What a login request says besides the identity. Stays the same for the life of a session. */
export interface LoginAttributes {
  /** Number of the application, `"256"` by custom; 257 to 65535 are free for a site. */
  readonly applicationId: string
  /** Where the user sits: `ip/host` or `ip/net`. */
  readonly position: string
  /** Free name of the application. */
  readonly applicationName?: string
  /** Announces that the client takes part in the measuring of latency; absent means false. */
  readonly latency?: boolean
}

/** Stream id of the login, by convention. */
export const loginId = 1

const loginKey = (identity: LoginIdentity, attributes: LoginAttributes): RequestMessage['Key'] => {
  const elements = {
    ApplicationId: attributes.applicationId,
    ...(attributes.applicationName === undefined ? {} : { ApplicationName: attributes.applicationName }),
    Position: attributes.position,
    ...(attributes.latency === true ? { RoundTripLatency: 2 } : {}),
  }
  return 'token' in identity
    ? { NameType: 'AuthnToken', Elements: { ...elements, AuthenticationToken: identity.token } }
    : { Name: identity.name, Elements: elements }
}

/** The login: the first message on a connection. */
export const loginRequest = (identity: LoginIdentity, attributes: LoginAttributes): RequestMessage => ({
  ID: loginId,
  Domain: 'Login',
  Key: loginKey(identity, attributes),
})

/** What a login reissue says besides the login. */
export interface ReissueTerms {
  /** All streams are to be paused, or stay so. */
  readonly paused: boolean
  /** The server is to answer with a refresh of the login. */
  readonly answer?: boolean
}

/** The login reissue that brings a new token to a live session, or pauses and resumes all its streams. */
export const loginReissue = (
  identity: LoginIdentity,
  attributes: LoginAttributes,
  { paused, answer = false }: ReissueTerms,
): RequestMessage => ({
  ...loginRequest(identity, attributes),
  ...(answer ? {} : { Refresh: false }),
  ...(paused ? { Pause: true } : {}),
})

/** The end of the login, and with it of every stream of the connection. A server's own login has an id of its own. */
export const loginClose = (id = loginId): CloseMessage => ({ ID: id, Type: 'Close', Domain: 'Login' })

/** Attributes of a key besides name, kind of name and service. */
export interface ItemKey {
  readonly filter?: number
  readonly identifier?: number
  readonly elements?: Elements
  readonly fields?: Fields
}

/** What an item request says besides its id and name. */
export interface ItemKind {
  readonly domain?: Domain
  readonly service?: string | number
  readonly nameType?: string | number
  readonly key?: ItemKey
  readonly view?: readonly (string | number)[]
  readonly streaming?: boolean
  readonly private?: boolean
  readonly paused?: boolean
  readonly priority?: { readonly class: number; readonly count: number }
  readonly qos?: Qos
  readonly worstQos?: Qos
  /** False in a reissue that wants no image in answer. */
  readonly refresh?: boolean
}

const attributesOf = ({ filter, identifier, elements, fields }: ItemKey): RequestMessage['Key'] => ({
  ...(filter === undefined ? {} : { Filter: filter }),
  ...(identifier === undefined ? {} : { Identifier: identifier }),
  ...(elements === undefined ? {} : { Elements: elements }),
  ...(fields === undefined ? {} : { Fields: fields }),
})

/** A request for one item, or for several at once: item `i` of a batch answers on `id + 1 + i`. */
export const itemRequest = (
  id: number,
  name: string | readonly string[],
  kind: ItemKind,
): RequestMessage => ({
  ID: id,
  ...(kind.domain === undefined || kind.domain === 'MarketPrice' ? {} : { Domain: kind.domain }),
  Key: {
    Name: name,
    ...(kind.nameType === undefined ? {} : { NameType: kind.nameType }),
    ...(kind.service === undefined ? {} : { Service: kind.service }),
    ...(kind.key === undefined ? {} : attributesOf(kind.key)),
  },
  ...(kind.streaming === false ? { Streaming: false } : {}),
  ...(kind.refresh === false ? { Refresh: false } : {}),
  ...(kind.paused === true ? { Pause: true } : {}),
  ...(kind.private === true ? { Private: true } : {}),
  KeyInUpdates: false,
  ...(kind.priority === undefined
    ? {}
    : { Priority: { Class: kind.priority.class, Count: kind.priority.count } }),
  ...(kind.qos === undefined ? {} : { Qos: writeQos(kind.qos) }),
  ...(kind.worstQos === undefined ? {} : { WorstQos: writeQos(kind.worstQos) }),
  ...(kind.view === undefined ? {} : { View: kind.view }),
})

/** The end of one stream or of several. */
export const closeStreams = (ids: readonly number[], domain?: Domain): CloseMessage => {
  const [first] = ids
  if (first === undefined) throw new RangeError('closeStreams needs at least one id')
  return {
    ID: ids.length === 1 ? first : ids,
    Type: 'Close',
    ...(domain === undefined || domain === 'MarketPrice' ? {} : { Domain: domain }),
  }
}

/** Asks the other side for a sign of life. */
export const ping: PingMessage = Object.freeze({ Type: 'Ping' })

/** The sign of life. */
export const pong: PingMessage = Object.freeze({ Type: 'Pong' })
