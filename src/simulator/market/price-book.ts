import { bookSummary, millisecondsJson, priceJson, sideJson, summaryMove, type BookParts } from './book.js'
import type { EntryChange, MapSource } from './content.js'
import { dateText, type FieldList } from './field.js'
import { keyJson } from './map-json.js'
import { orderIdField } from './order-book.js'
import { createOrders, type Order, type Orders, type Side } from './orders.js'

interface Level {
  readonly side: Side
  readonly price: number
  size: number
  orders: number
  at: number
}

const levelId = ({ side, price }: Pick<Level, 'side' | 'price'>): string => `${price}|${side}`

/** A book by price (`MarketByPrice`): the orders of each price added up, levels appear and vanish. */
export const createPriceBook = (parts: BookParts): MapSource => {
  const { quote, enumText, drive } = parts
  let orders: Orders | undefined
  let known = new Set<string>()

  const levels = (): ReadonlyMap<string, Level> => {
    const all = new Map<string, Level>()
    for (const { side, price, size, at } of orders?.all.values() ?? []) {
      const level = all.get(levelId({ side, price })) ?? { side, price, size: 0, orders: 0, at: 0 }
      level.size += size
      level.orders++
      level.at = Math.max(level.at, at)
      all.set(levelId(level), level)
    }
    return all
  }
  const key = ({ price, side }: Pick<Level, 'side' | 'price'>): string =>
    keyJson('Buffer', `${(price / 10 ** quote().digits).toFixed(6)}${side === 'BID' ? 'B' : 'A'}`)
  const moving = ({ size, orders: count, at }: Level): FieldList =>
    new Map([
      ['ACC_SIZE', String(size)],
      ['NO_ORD', String(count)],
      ['LV_TIM_MS', millisecondsJson(at)],
      ['LV_DATE', dateText(at)],
    ])
  const added = (level: Level): EntryChange => ({
    action: 'Add',
    key: key(level),
    fields: new Map([
      ['ORDER_PRC', priceJson(level.price, quote())],
      ['ORDER_SIDE', sideJson(level.side, enumText)],
      ...moving(level),
    ]),
  })
  const entryOf = (order: Order, now: ReadonlyMap<string, Level>): EntryChange | undefined => {
    const level = now.get(levelId(order))
    const was = known.has(levelId(order))
    if (!level) return was ? { action: 'Delete', key: key(order) } : undefined
    return was
      ? { action: 'Update', key: key(level), fields: moving(level) }
      : { ...added(level), fresh: true }
  }

  return {
    keyType: 'Buffer',
    // As the vendor's example provider has it, though an order book by price knows no orders.
    keyFieldId: orderIdField,
    start: (at) => {
      orders ??= createOrders({ ...parts, at })
      known = new Set(levels().keys())
      return bookSummary(parts, at)
    },
    image: () => [...levels().values()].map(added),
    next: (at) => {
      drive(at)
      orders ??= createOrders({ ...parts, at })
      const moved = orders.move(at)
      const now = levels()
      const touched = new Map(
        [...moved.removed, ...moved.changed, ...moved.added].map((order) => [levelId(order), order]),
      )
      const entries = [...touched.values()]
        .map((order) => entryOf(order, now))
        .filter((entry) => entry !== undefined)
      known = new Set(now.keys())
      return { type: 'Unspecified', map: { summary: summaryMove(at), entries } }
    },
  }
}
