import type { Subject } from 'rxjs'
import type { ConsumerOptions, GenericTarget, ItemRequest, Post, Token } from '../../src/index.js'
import { plainConsumer, type Members } from './wire-bench.js'
import { isLogin, isRequest, messagesIn, payloadOf, within } from './wire-normal.js'

/** What is known of the streams of a conversation before it begins: the key and the domain of each, by its id. */
export type Cast = ReadonlyMap<number, Members>

/** Finds in all frames of a conversation what each stream is about. */
export const castOf = (frames: readonly unknown[]): Cast => {
  const cast = new Map<number, Members>()
  for (const message of frames.flatMap(messagesIn)) {
    const { ID, Key, Domain, Type } = message
    const { Name } = within(message, 'Key')
    if (typeof ID !== 'number' || isLogin(message) || Type === 'Post' || Type === 'Generic') continue
    if (Array.isArray(Name)) {
      Name.forEach((one: unknown, index) =>
        cast.set(ID + 1 + index, { Domain, Key: { ...(Key as object), Name: one } }),
      )
    } else if (typeof Name === 'string' && (!cast.has(ID) || isRequest(message))) {
      cast.set(ID, message)
    }
  }
  return cast
}

/** The options of a consumer that logs in with this request. */
export const optionsFor = (login: Members | undefined, tokens: Subject<Token>): Partial<ConsumerOptions> => {
  if (login === undefined) return {}
  // Nobody asks for a login that the server makes itself.
  if (Number(login['ID']) < 0) return { login: { fromCookies: true } }
  const { Name, Elements: elements } = within(login, 'Key')
  const { ApplicationId, ApplicationName, Position, RoundTripLatency, AuthenticationToken } = (elements ??
    {}) as Readonly<Record<string, string | number | undefined>>
  const byToken = AuthenticationToken !== undefined
  return {
    ...(byToken ? { tokens } : {}),
    login: {
      ...plainConsumer.login,
      ...(ApplicationId === undefined ? {} : { applicationId: String(ApplicationId) }),
      ...(ApplicationName === undefined ? {} : { applicationName: String(ApplicationName) }),
      ...(Position === undefined ? {} : { position: String(Position) }),
      latency: RoundTripLatency !== undefined,
      name: byToken ? (undefined as unknown as string) : String(Name),
    },
  }
}

/** What an item request means as a call of the public interface. */
export const requestOf = (message: Members): ItemRequest => {
  const { Domain, Streaming, View, Private, Priority, Qos, WorstQos } = message
  const { Name, Service, NameType, Filter, Identifier, Elements, Fields } = within(message, 'Key')
  const lower = (qos: unknown): unknown =>
    Object.fromEntries(Object.entries(qos as Members).map(([name, value]) => [`${name.charAt(0).toLowerCase()}${name.slice(1)}`, value])) // prettier-ignore
  const given = {
    name: Name,
    service: Service,
    nameType: NameType,
    domain: Domain,
    view: View,
    snapshot: Streaming === false ? true : undefined,
    private: Private,
    priority: Priority === undefined ? undefined : lower(Priority),
    qos: Qos === undefined ? undefined : lower(Qos),
    worstQos: WorstQos === undefined ? undefined : lower(WorstQos),
    // A second request of the same stream is the wish for another image, which nobody has kept.
    cache: false,
  }
  const key = { filter: Filter, identifier: Identifier, elements: Elements, fields: Fields }
  const present = (members: object): object =>
    Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined))
  const keyed = Object.keys(present(key)).length > 0 ? { key: present(key) } : {}
  return { ...present(given), ...keyed } as unknown as ItemRequest
}

/** What a post holds: a message by its members, or something else as it is. */
export const contentOf = (post: Members): Partial<Post> => {
  const { Type = 'Request', State, Fields } = within(post, 'Message')
  const { Stream, Data, Code, Text } = (State ?? {}) as Members
  const state =
    State === undefined
      ? {}
      : { state: { stream: Stream, data: Data, code: Code ?? 'None', text: Text ?? '' } }
  if (!['Update', 'Refresh', 'Status'].includes(Type as string))
    return { message: post['Message'] } as Partial<Post>
  const content = Fields === undefined ? { content: payloadOf(within(post, 'Message')) } : { fields: Fields }
  return { type: (Type as string).toLowerCase(), ...state, ...content } as Partial<Post>
}

/** An item as a generic message names it. */
export const placeOf = ({ name, service, domain, nameType }: ItemRequest): GenericTarget => ({
  name,
  ...(service === undefined ? {} : { service }),
  ...(domain === undefined ? {} : { domain }),
  ...(nameType === undefined ? {} : { nameType }),
})

/** The token of a login request, if there is one. */
export const tokenIn = (login: Members): string | undefined => {
  const { AuthenticationToken } = within(within(login, 'Key'), 'Elements')
  return AuthenticationToken as string | undefined
}
