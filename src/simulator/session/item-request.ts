import type { Domain } from '../../wire/domain.js'
import type { StateWish } from '../scenario.js'
import { domainMember } from './domains.js'
import type { Problem } from './frame.js'
import { openItem, type ItemWish } from './open-item.js'
import { closed } from './refusal.js'
import { send, type Session } from './session.js'
import { capability, type SessionWorld } from './world.js'

type Members = Readonly<Record<string, unknown>>

/** True for the id of a stream that is open, of whatever kind. */
export const inUse = (session: Session, id: number): boolean =>
  session.streams.has(id) ||
  session.directories.has(id) ||
  session.dictionaries.has(id) ||
  session.login?.id === id

/** Handles a batch: item `i` answers on `id + 1 + i`, and the batch's own stream is closed last. */
const openBatch = (
  world: SessionWorld,
  session: Session,
  { id, ...wish }: Omit<ItemWish, 'name'>,
  names: readonly string[],
  message: Members,
): void => {
  const refuse = (code: StateWish['code'], text: string): void => {
    world.messages.status(session, id, closed(code, text))
  }
  if ((capability(world, 'SupportBatchRequests', 7) & 1) === 0) {
    refuse('UnableToRequestAsBatch', 'Batch requests are not supported.')
    return
  }
  const taken = names.findIndex((_, i) => inUse(session, id + 1 + i))
  const beyond = id + names.length >= 2 ** 31
  if (names.length === 0 || taken >= 0 || beyond) {
    const clash = taken < 0 ? 'stream ids run out' : `stream id ${id + 1 + taken} is in use`
    const why = names.length === 0 ? 'no items' : clash
    refuse('UsageError', `Batch request rejected for stream id ${id} - ${why}\0`)
    return
  }
  let granted = 0
  names.forEach((name, i) => {
    if (openItem(world, session, { ...wish, name, id: id + 1 + i }, message)) granted++
  })
  const failed = names.length - granted
  const text = `Processed ${names.length} total items from Batch Request.  ${granted} Ok.`
  world.messages.status(session, id, {
    stream: 'Closed',
    text: failed === 0 ? text : `${text}  ${failed} Failed.`,
  })
}

const unknownService = (
  world: SessionWorld,
  session: Session,
  id: number,
  name: string,
  more: Members,
): Problem | undefined => {
  switch (world.settings.unknownServiceName) {
    case 'error':
      return { text: `JSON Unexpected Value. Received '${name}' for key 'Service'`, member: 'Service' }
    case 'status':
      world.messages.status(
        session,
        id,
        closed('SourceUnknown', 'A27: Service is not known to the system.'),
        more,
      )
      return undefined
    case 'drop':
      return undefined
  }
}

/**
 * Handles a request for items on an id that is not an open item. What it gives is an `Error` that the client is to
 * get instead of an answer.
 */
export const itemRequest = (
  world: SessionWorld,
  session: Session,
  domain: Domain,
  message: Members,
): Problem | undefined => {
  const id = Number(message['ID'])
  const { Name, Service } = (message['Key'] ?? {}) as Members
  const reject = (why: string): void => {
    const text = `Item request rejected for stream id ${id} - ${why}\0`
    world.messages.status(session, id, closed('UsageError', text), domainMember(domain))
  }
  const service = world.services.find(Service)
  if (id <= 0) reject('stream id invalid')
  else if (inUse(session, id)) reject('stream id is in use')
  else if (!service) {
    if (typeof Service !== 'number')
      return unknownService(world, session, id, String(Service), domainMember(domain))
    reject('service id invalid')
  } else if (Array.isArray(Name))
    openBatch(world, session, { id, service, domain }, Name as readonly string[], message)
  else if (typeof Name === 'string') openItem(world, session, { id, name: Name, service, domain }, message)
  else reject('no item name')
  return undefined
}

/** Tells that nothing is served without a login. */
export const notLoggedIn = (session: Session, domain: Domain, message: Members): void => {
  send(session, {
    ID: message['ID'],
    Type: 'Status',
    ...domainMember(domain),
    State: {
      Stream: 'Closed',
      Data: 'Suspect',
      Code: 'UsageError',
      Text: 'Request rejected. Not logged in.',
    },
  })
}
