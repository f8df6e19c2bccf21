import type { MarketItem } from '../market/market.js'
import type { On } from '../scenario.js'
import type { LiveService } from '../session/live-service.js'
import type { ItemStream, Session } from '../session/session.js'
import type { SessionWorld } from '../session/world.js'

/** The connections that a verb is about. */
export const sessionsOn = ({ sessions }: SessionWorld, { connection }: On = {}): readonly Session[] =>
  [...sessions.values()].filter(({ number }) => connection === undefined || number === connection)

/** The item streams that a verb is about. */
export const streamsOn = (
  { market }: SessionWorld,
  name: string | undefined,
  { connection }: On = {},
): readonly { readonly item: MarketItem; readonly stream: ItemStream }[] =>
  market
    .watched(name)
    .flatMap((item) => [...item.streams].map((stream) => ({ item, stream })))
    .filter(({ stream }) => connection === undefined || stream.session.number === connection)

/** All item streams of a service. */
export const streamsOf = ({ market }: SessionWorld, service: LiveService): readonly ItemStream[] =>
  market
    .watched()
    .filter((item) => item.service === service)
    .flatMap(({ streams }) => [...streams])
