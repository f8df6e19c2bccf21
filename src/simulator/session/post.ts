import { fieldName, type FieldList } from '../market/field.js'
import type { Problem } from './frame.js'
import { serviceOf } from './open-item.js'
import { send, type Session } from './session.js'
import { capability, itemOf, type SessionWorld } from './world.js'

type Members = Readonly<Record<string, unknown>>

const members = (value: unknown): Members =>
  typeof value === 'object' && value !== null ? (value as Members) : {}

/** Names and values of fields as JSON text. */
export const fieldList = (fields: Members): FieldList =>
  new Map(
    Object.entries(fields).map(([name, value]) => [
      JSON.stringify(name).slice(1, -1),
      JSON.stringify(value ?? null),
    ]),
  )

/** A field that the server's dictionary lacks: the whole post is not understood then. */
const unknownField = ({ settings }: SessionWorld, fields: Members): Problem | undefined => {
  const name = Object.keys(fields).find((one) => fieldName(one) === undefined)
  if (name === undefined || !settings.catchUnknownJsonFids) return undefined
  return { text: `JSON Unexpected FID. Received '${name}' for key 'Fields'`, member: name }
}

/**
 * Handles a post: acknowledges it if that is wanted, and passes its fields on to who watches the item. What it
 * gives is an `Error` that the client is to get instead.
 */
export const post = (world: SessionWorld, session: Session, message: Members): Problem | undefined => {
  const { ID, PostID, Key } = message
  const answer = (nak?: string, text?: string): void => {
    if (message['Ack'] !== true) return
    send(session, {
      ID,
      Type: 'Ack',
      AckID: PostID ?? 0,
      ...(nak === undefined ? {} : { NakCode: nak }),
      ...(text === undefined ? {} : { Text: text }),
    })
  }
  if (session.loginState !== 'open') return undefined
  const embedded = members(message['Message'])
  const fields = members(embedded['Fields'] ?? message['Fields'])
  const problem = unknownField(world, fields)
  if (problem) return problem
  if (capability(world, 'SupportOMMPost', 1) !== 1) {
    answer('AccessDenied', 'Posting is not permitted.')
    return undefined
  }
  const stream = session.streams.get(Number(ID))
  const { Name, Service } = members(Key)
  const service = stream && Service === undefined ? stream.service : serviceOf(world, Service)
  const name = typeof Name === 'string' ? Name : stream?.name
  if (!stream && session.login?.id !== ID) answer('NotOpen', 'The stream is not open.')
  else if (!service) answer('SourceUnknown', 'The service is not known.')
  else if (name === undefined || world.settings.unknownItems.includes(name))
    answer('SymbolUnknown', 'The item is not known.')
  else {
    answer(undefined, 'All is well')
    const item = stream && stream.name === name ? itemOf(world, stream) : world.market.item(service, name)
    const values = fieldList(fields)
    item.set(values)
    item.sequence++
    // A post without a sender is passed on with a blank one.
    const more = { PostUserInfo: message['PostUserInfo'] ?? { Address: '0.0.0.0', UserID: 0 } }
    for (const one of item.streams)
      world.messages.update(one, item, { type: 'Unspecified', fields: values, more })
  }
  return undefined
}
