import type { Domain } from '../../wire/domain.js'
import { fieldName } from '../market/field.js'
import { domainMember } from './domains.js'
import type { LiveService } from './live-service.js'
import { redirectRequest } from './redirect.js'
import { closed, refusal, serviceTrouble } from './refusal.js'
import type { ItemStream, Session } from './session.js'
import { capability, countOpen, dropStream, itemOf, keyText, type SessionWorld } from './world.js'

type Members = Readonly<Record<string, unknown>>

const nameTypeOf = (raw: unknown): number => {
  if (typeof raw === 'number') return raw
  return raw === 'Unspecified' ? 0 : raw === 'Contributor' ? 2 : 1
}

/** True where the server says that it can stop updates for a while. */
export const canPause = (world: SessionWorld): boolean =>
  capability(world, 'SupportPauseResume', 1) !== 0 ||
  capability(world, 'SupportOptimizedPauseResume', 1) !== 0

/** What the members of a request say about the stream, apart from name and id. */
const attributes = (world: SessionWorld, domain: Domain, message: Members) => {
  const { View } = message
  const ignored = world.settings.ignoreViews || capability(world, 'SupportViewRequests', 1) === 0
  const view =
    Array.isArray(View) && !ignored && domain === 'MarketPrice'
      ? new Set(View.map(fieldName).filter((name) => name !== undefined))
      : undefined
  return {
    view,
    paused: message['Pause'] === true && canPause(world),
    keyInUpdates: message['KeyInUpdates'] !== false,
    confInfo: message['ConfInfoInUpdates'] === true,
  }
}

/** What a request for an item asks for. */
export interface ItemWish {
  readonly id: number
  readonly name: string
  readonly service: LiveService
  readonly domain: Domain
}

const grant = (world: SessionWorld, stream: ItemStream): void => {
  const { session, id } = stream
  session.streams.set(id, stream)
  countOpen(stream, 1)
  session.fresh.add(id)
  if (!stream.isPrivate) session.byKey.set(keyText(stream), stream)
  itemOf(world, stream).streams.add(stream)
}

/** Opens one item on one id, and answers. True when it was granted. */
export const openItem = (
  world: SessionWorld,
  session: Session,
  { id, name, service, domain }: ItemWish,
  message: Members,
): boolean => {
  const key = (message['Key'] ?? {}) as Members
  const streaming = message['Streaming'] !== false
  const stream: ItemStream = {
    session,
    id,
    domain,
    service,
    name,
    nameType: nameTypeOf(key['NameType']),
    isPrivate: message['Private'] === true,
    waiting: false,
    held: undefined,
    ...attributes(world, domain, message),
  }
  const refused = refusal(world, stream, message, streaming)
  session.asked.set(service, (session.asked.get(service) ?? 0) + 1)
  if (refused && refused.stream !== 'Open') {
    // The real server leaves the key out when it refuses before the item is looked up.
    if (refused.code === 'AlreadyOpen' || refused.code === 'UsageError')
      world.messages.status(session, id, refused, domainMember(domain))
    else world.messages.tell(stream, refused)
    return false
  }
  if (redirectRequest(world, stream)) return false
  if (streaming) grant(world, stream)
  const trouble = serviceTrouble(service)
  stream.waiting = trouble !== '' && !refused
  if (stream.waiting && streaming) session.waiting.add(stream)
  if (refused) world.messages.tell(stream, refused)
  else if (trouble !== '') world.messages.tell(stream, { data: 'Suspect', text: trouble })
  else world.messages.refresh(stream, itemOf(world, stream), { streaming })
  if (streaming) world.pace.start(itemOf(world, stream))
  return true
}

/** Handles a request on the id of an open item: view, pause, or a new image. */
export const reissueItem = (
  world: SessionWorld,
  stream: ItemStream,
  domain: Domain,
  message: Members,
): void => {
  const key = (message['Key'] ?? {}) as Members
  const same =
    domain === stream.domain &&
    key['Name'] === stream.name &&
    world.services.find(key['Service']) === stream.service &&
    nameTypeOf(key['NameType']) === stream.nameType &&
    (message['Private'] === true) === stream.isPrivate
  if (!same) {
    dropStream(world, stream)
    const text = `Item reissue rejected for stream id ${stream.id} - key differs from the open stream\0`
    world.messages.status(stream.session, stream.id, closed('UsageError', text), domainMember(stream.domain))
    return
  }
  Object.assign(stream, attributes(world, domain, message))
  if (message['Refresh'] !== false && !stream.waiting && !stream.service.suspect)
    world.messages.refresh(stream, itemOf(world, stream))
}
