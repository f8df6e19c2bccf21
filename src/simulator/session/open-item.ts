import { fieldName } from '../market/field.js'
import type { SimulatedService } from '../options.js'
import type { StateWish } from '../scenario.js'
import { openOk } from './item-messages.js'
import type { ItemStream, Session } from './session.js'
import { capability, dropStream, itemOf, keyText, type SessionWorld } from './world.js'

type Members = Readonly<Record<string, unknown>>

/** Text of an ADS when a source is away. */
export const serviceDown = '**F10: Service Down'

const nameTypeOf = (raw: unknown): number => {
  if (typeof raw === 'number') return raw
  return raw === 'Unspecified' ? 0 : raw === 'Contributor' ? 2 : 1
}

/** A refusal. */
export const closed = (code: StateWish['code'], text: string): StateWish => ({
  ...openOk,
  stream: 'Closed',
  data: 'Suspect',
  ...(code === undefined ? {} : { code }),
  text,
})

/** What the members of a request say about the stream, apart from name and id. */
const attributes = (world: SessionWorld, message: Members) => {
  const { View } = message
  const ignored = world.settings.ignoreViews || capability(world, 'SupportViewRequests', 1) === 0
  const view =
    Array.isArray(View) && !ignored
      ? new Set(View.map(fieldName).filter((name) => name !== undefined))
      : undefined
  return {
    view,
    paused: message['Pause'] === true,
    keyInUpdates: message['KeyInUpdates'] !== false,
    confInfo: message['ConfInfoInUpdates'] === true,
  }
}

/** The service of a request; `undefined` when there is no such one. */
export const serviceOf = ({ settings }: SessionWorld, raw: unknown): SimulatedService | undefined =>
  raw === undefined
    ? settings.services[0]
    : settings.services.find(({ id, name }) => id === raw || name === raw)

/** Why a request for an item is refused; `undefined` when it is granted. */
const refusal = (world: SessionWorld, stream: ItemStream, streaming: boolean): StateWish | undefined => {
  const { settings, wishes } = world
  const { session, id, name } = stream
  const wish = wishes.items.get(name)
  if (wish) return { ...closed('None', ''), ...wish }
  if (name === '') return closed('UsageError', `Item request rejected for stream id ${id} - no item name\0`)
  if (new TextEncoder().encode(name).length > 255)
    return closed('InvalidArgument', 'The item name is too long.')
  if (streaming && !stream.isPrivate && session.byKey.has(keyText(stream)))
    return {
      ...closed('AlreadyOpen', ''),
      stream: 'ClosedRecover',
      text: `Item request rejected for stream id ${id} - item already open with exact same key on another stream\0`,
    }
  if (settings.unknownItems.includes(name)) return closed('NotFound', '**The record could not be found')
  if (settings.deniedItems.includes(name)) return closed('NotEntitled', 'Access Denied: User req to PE(6562)')
  if (session.streams.size >= settings.maxItems) return closed('TooManyItems', 'Too many open items.')
  if (world.down.has(stream.service.name) && !(session.login?.singleOpen ?? true))
    return { ...closed('None', serviceDown), stream: 'ClosedRecover' }
  return undefined
}

/** Opens one item on one id, and answers. True when it was granted. */
export const openItem = (
  world: SessionWorld,
  session: Session,
  id: number,
  name: string,
  service: SimulatedService,
  message: Members,
): boolean => {
  const key = (message['Key'] ?? {}) as Members
  const streaming = message['Streaming'] !== false
  const stream: ItemStream = {
    session,
    id,
    service,
    name,
    nameType: nameTypeOf(key['NameType']),
    isPrivate: message['Private'] === true,
    held: undefined,
    ...attributes(world, message),
  }
  const refused = refusal(world, stream, streaming)
  if (refused && refused.stream !== 'Open') {
    // The real server leaves the key out when it refuses before the item is looked up.
    const early = refused.code === 'AlreadyOpen' || refused.code === 'UsageError'
    world.messages.status(session, id, refused, early ? undefined : stream)
    return false
  }
  const item = itemOf(world, stream)
  if (streaming) {
    session.streams.set(id, stream)
    if (!stream.isPrivate) session.byKey.set(keyText(stream), stream)
    item.streams.add(stream)
  }
  if (refused) world.messages.status(session, id, refused, stream)
  else if (world.down.has(service.name))
    world.messages.status(session, id, { data: 'Suspect', text: serviceDown }, stream)
  else world.messages.refresh(stream, item, { streaming })
  if (streaming) world.pace.start(item)
  return true
}

/** Handles a request on the id of an open item: view, pause, or a new image. */
export const reissueItem = (world: SessionWorld, stream: ItemStream, message: Members): void => {
  const key = (message['Key'] ?? {}) as Members
  const same =
    key['Name'] === stream.name &&
    serviceOf(world, key['Service']) === stream.service &&
    nameTypeOf(key['NameType']) === stream.nameType &&
    (message['Private'] === true) === stream.isPrivate
  if (!same) {
    dropStream(world, stream)
    const text = `Item reissue rejected for stream id ${stream.id} - key differs from the open stream\0`
    world.messages.status(stream.session, stream.id, closed('UsageError', text))
    return
  }
  Object.assign(stream, attributes(world, message))
  if (message['Refresh'] !== false && !world.down.has(stream.service.name))
    world.messages.refresh(stream, itemOf(world, stream))
}
