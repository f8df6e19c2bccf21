import type { Recorder } from '../log/recorder.js'
import type { Market, MarketItem } from '../market/market.js'
import type { Pace } from '../market/pace.js'
import type { TokenStore } from '../http/token-store.js'
import type { Settings } from '../settings.js'
import type { Wishes } from '../wishes.js'
import type { ItemMessages } from './item-messages.js'
import type { Services } from './live-service.js'
import type { ItemStream, Session } from './session.js'

/** What the handlers of a connection work on. */
export interface SessionWorld {
  readonly settings: Settings
  readonly wishes: Wishes
  readonly recorder: Recorder
  readonly tokens: TokenStore
  readonly market: Market
  readonly pace: Pace
  readonly messages: ItemMessages
  /** Open connections by number. */
  readonly sessions: Map<number, Session>
  readonly services: Services
}

/** The item that a stream is on. */
export const itemOf = (
  { market }: Pick<SessionWorld, 'market'>,
  { service, name, domain }: ItemStream,
): MarketItem => market.item(service, name, domain)

/** A capability as this simulator was told to announce it. */
export const capability = (
  { settings }: Pick<SessionWorld, 'settings'>,
  name: string,
  usual: number,
): number => {
  const set = settings.capabilities[name]
  return set === undefined ? usual : Number(set)
}

/** Under this text a connection finds a second request for the same item. */
export const keyText = (stream: Pick<ItemStream, 'domain' | 'service' | 'name' | 'nameType'>): string =>
  `${stream.domain}|${stream.service.id}|${stream.nameType}|${stream.name}`

/** Counts the open streams of a connection by service: to look through all of them for every request takes too long. */
export const countOpen = ({ session, service }: ItemStream, more: 1 | -1): void => {
  session.open.set(service, (session.open.get(service) ?? 0) + more)
}

/** Ends an item stream without telling the client. */
export const dropStream = (world: Pick<SessionWorld, 'market'>, stream: ItemStream): void => {
  const { session } = stream
  session.waiting.delete(stream)
  if (session.streams.get(stream.id) === stream) {
    session.streams.delete(stream.id)
    countOpen(stream, -1)
  }
  if (session.byKey.get(keyText(stream)) === stream) session.byKey.delete(keyText(stream))
  itemOf(world, stream).streams.delete(stream)
}

/** Ends every stream of a connection, as the end of the login does: without statuses. */
export const dropAllStreams = (world: Pick<SessionWorld, 'market'>, session: Session): void => {
  for (const stream of [...session.streams.values()]) dropStream(world, stream)
  session.directories.clear()
  session.dictionaries.clear()
}
