import { bookSummary, millisecondsJson, priceJson, sideJson, summaryMove, type BookParts } from './book.js'
import type { EntryChange, MapSource } from './content.js'
import { dateText, type FieldList } from './field.js'
import { keyJson } from './map-json.js'
import { createOrders, type Order, type Orders } from './orders.js'

/** `ORDER_ID` in the vendor's dictionary. */
export const orderIdField = 3426

/** A book with every order (`MarketByOrder`): orders come, change and go. */
export const createOrderBook = (parts: BookParts): MapSource => {
  const { quote, enumText, drive } = parts
  let orders: Orders | undefined

  const key = ({ id }: Order): string => keyJson('Buffer', id)
  const moving = ({ size, at }: Order): FieldList =>
    new Map([
      ['ORDER_SIZE', String(size)],
      ['PR_TIM_MS', millisecondsJson(at)],
      // With the time, which says nothing without it after midnight.
      ['PR_DATE', dateText(at)],
    ])
  const whole = (order: Order): FieldList =>
    new Map([
      ['ORDER_ID', `"${order.id}"`],
      ['ORDER_PRC', priceJson(order.price, quote())],
      ['ORDER_SIDE', sideJson(order.side, enumText)],
      ['MMID', `"${order.maker}"`],
      ...moving(order),
    ])
  const at0 = (at: number): Orders => (orders ??= createOrders({ ...parts, at }))
  const added = (order: Order): EntryChange => ({ action: 'Add', key: key(order), fields: whole(order) })

  return {
    keyType: 'Buffer',
    keyFieldId: orderIdField,
    start: (at) => {
      at0(at)
      return bookSummary(parts, at)
    },
    image: () => [...(orders?.all.values() ?? [])].map(added),
    next: (at) => {
      drive(at)
      const moved = at0(at).move(at)
      return {
        type: 'Unspecified',
        map: {
          ...(moved.added.length > 0 ? { summary: summaryMove(at) } : {}),
          entries: [
            ...moved.removed.map((order) => ({ action: 'Delete', key: key(order) }) as const),
            ...moved.changed.map(
              (order) => ({ action: 'Update', key: key(order), fields: moving(order) }) as const,
            ),
            ...moved.added.map((order) => ({ ...added(order), fresh: true })),
          ],
        },
      }
    },
  }
}
