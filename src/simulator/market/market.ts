import type { SimulatedService } from '../options.js'
import type { ItemStream } from '../session/session.js'
import type { Settings } from '../settings.js'
import type { FieldList } from './field.js'
import { createInstrument, type Change } from './instrument.js'

/** One item of the market and the streams on it. */
export interface MarketItem {
  readonly service: SimulatedService
  readonly name: string
  readonly streams: Set<ItemStream>
  sequence: number
  /** True while the item waits for its turn to move. */
  scheduled: boolean
  image(at: number): FieldList
  next(at: number): Change
  /** Values that somebody set; they stay until the market moves that field. */
  set(fields: FieldList): void
}

/** The items of the market. */
export interface Market {
  item(service: SimulatedService, name: string): MarketItem
  /** The items of this name that somebody watches, in all services. */
  watched(name?: string): readonly MarketItem[]
}

/** How many items without a stream are remembered, so that their prices go on where they were. */
const idleItems = 100_000

/** Makes the market. Items come to be when they are asked for first. */
export const createMarket = ({ seed }: Settings): Market => {
  const items = new Map<string, MarketItem>()

  const create = (service: SimulatedService, name: string): MarketItem => {
    const instrument = createInstrument(seed, service.name, name)
    let own: Map<string, string> | undefined
    return {
      service,
      name,
      streams: new Set(),
      sequence: 0,
      scheduled: false,
      image: (at) => (own ? new Map([...instrument.image(at), ...own]) : instrument.image(at)),
      next: (at) => {
        const change = instrument.next(at)
        if (own) for (const field of change.fields.keys()) own.delete(field)
        return change
      },
      set: (fields) => {
        own = new Map([...(own ?? []), ...fields])
      },
    }
  }

  const forgetIdle = (): void => {
    for (const [key, item] of items) if (item.streams.size === 0) items.delete(key)
  }

  return {
    item: (service, name) => {
      const key = `${service.id}|${name}`
      const known = items.get(key)
      if (known) return known
      if (items.size >= idleItems && items.size % idleItems === 0) forgetIdle()
      const item = create(service, name)
      items.set(key, item)
      return item
    },
    watched: (name) =>
      [...items.values()].filter(
        (item) => item.streams.size > 0 && (name === undefined || item.name === name),
      ),
  }
}
