import type { StateWish } from '../scenario.js'
import { openOk } from './item-messages.js'
import { isServing, type LiveService } from './live-service.js'
import { meets } from './quality.js'
import type { ItemStream } from './session.js'
import { capability, keyText, type SessionWorld } from './world.js'

type Members = Readonly<Record<string, unknown>>

/** Text of an ADS when a source is away. */
export const serviceDown = '**F10: Service Down'

/** A refusal. */
export const closed = (code: StateWish['code'], text: string): StateWish => ({
  ...openOk,
  stream: 'Closed',
  data: 'Suspect',
  ...(code === undefined ? {} : { code }),
  text,
})

/** A refusal for now. */
export const closedForNow = (code: StateWish['code'], text: string): StateWish => ({
  ...closed(code, text),
  stream: 'ClosedRecover',
})

/** Why a service does not answer requests; empty text when it does. */
export const serviceTrouble = (service: LiveService): string => {
  if (isServing(service)) return ''
  if (service.suspect) return serviceDown
  return service.up ? 'Service is not accepting requests.' : 'Service is down.'
}

const nameFault = ({ settings, market }: SessionWorld, stream: ItemStream): StateWish | undefined => {
  const { session, id, name, domain, service } = stream
  if (name === '') return closed('UsageError', `Item request rejected for stream id ${id} - no item name\0`)
  if (new TextEncoder().encode(name).length > 255)
    return closed('InvalidArgument', 'The item name is too long.')
  if (!stream.isPrivate && session.byKey.has(keyText(stream)))
    return closedForNow(
      'AlreadyOpen',
      `Item request rejected for stream id ${id} - item already open with exact same key on another stream\0`,
    )
  const missing =
    (domain === 'SymbolList' && !market.hasList(name)) ||
    (domain === 'NewsTextAnalytics' && !market.hasNews(name)) ||
    (domain === 'MarketPrice' && market.endsBefore(service, name))
  if (missing || market.lacks(name)) return closed('NotFound', '**The record could not be found')
  if (settings.deniedItems.includes(name)) return closed('NotEntitled', 'Access Denied: User req to PE(6562)')
  return undefined
}

const requestFault = (
  world: SessionWorld,
  { domain }: ItemStream,
  message: Members,
): StateWish | undefined => {
  const { settings } = world
  if (!meets(settings.qos, message['Qos'], message['WorstQos']))
    return closed('NotEntitled', 'The requested quality of service is not available.')
  const views = !settings.ignoreViews && capability(world, 'SupportViewRequests', 1) !== 0
  if (
    Array.isArray(message['View']) &&
    views &&
    domain !== 'MarketPrice' &&
    settings.viewElsewhere === 'refuse'
  )
    return closed('UnsupportedViewType', 'Views are not supported in this domain.')
  return undefined
}

/** Streams and requests of the connection that count for the limits of a service. */
const limitFault = (
  { settings }: SessionWorld,
  { session, service }: ItemStream,
  streaming: boolean,
): StateWish | undefined => {
  const { openLimit, openWindow } = service
  const tooMany = closed('TooManyItems', 'Too many open items.')
  if (session.streams.size >= settings.maxItems) return tooMany
  if (openLimit === undefined && openWindow === undefined) return undefined
  if (streaming && openLimit !== undefined && (session.open.get(service) ?? 0) >= openLimit) return tooMany
  // A request of this frame may wait as well: it counts once.
  let earlier = 0
  for (const one of session.waiting) if (one.service === service && !session.fresh.has(one.id)) earlier++
  const waiting = earlier + (session.asked.get(service) ?? 0)
  return openWindow !== undefined && waiting >= openWindow
    ? closedForNow('NoResources', 'Too many requests are waiting.')
    : undefined
}

/**
 * Why a request for an item is refused; `undefined` when it is granted.
 *
 * @param streaming - false for a snapshot
 */
export const refusal = (
  world: SessionWorld,
  stream: ItemStream,
  message: Members,
  streaming: boolean,
): StateWish | undefined => {
  const wish = world.wishes.items.get(stream.name)
  if (wish) return { ...closed('None', ''), ...wish }
  const fault =
    nameFault(world, streaming ? stream : { ...stream, isPrivate: true }) ??
    requestFault(world, stream, message) ??
    limitFault(world, stream, streaming)
  if (fault) return fault
  const trouble = serviceTrouble(stream.service)
  // Nobody waits for a snapshot, and private streams are nobody's to recover but the client's.
  const waits = streaming && !stream.isPrivate && (stream.session.login?.singleOpen ?? true)
  return trouble === '' || waits ? undefined : closedForNow('None', trouble)
}
