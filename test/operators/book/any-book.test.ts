import fc from 'fast-check'
import { of } from 'rxjs'
import { describe, expect, it } from 'vitest'
import type { ItemEvent } from '../../../src/item/item-event.js'
import type { Book, BookEntry } from '../../../src/operators/book/book.js'
import { toBook } from '../../../src/operators/to-book.js'
import type { MapEntry } from '../../../src/wire/containers.js'
import { add, change, mapRefresh, mapUpdate, remove } from '../../support/item-events.js'
import { observe } from '../../support/observe.js'

const key = fc.integer({ min: 0, max: 11 }).map((number) => `k${number}`)
const size = fc.integer({ min: 1, max: 5 })
const price = fc.oneof({ weight: 9, arbitrary: fc.integer({ min: -2, max: 4 }) }, { weight: 1, arbitrary: fc.constant(null) }) // prettier-ignore
const side = fc.constantFrom(1, 2)
const changes = fc.record({ ORDER_PRC: price, ORDER_SIZE: size, ORDER_SIDE: side }, { requiredKeys: [] })
const entry: fc.Arbitrary<MapEntry> = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(key, price, size, side).map(([k, p, s, d]) => add(k, { ORDER_PRC: p, ORDER_SIZE: s, ORDER_SIDE: d })) }, // prettier-ignore
  { weight: 3, arbitrary: fc.tuple(key, changes).map(([k, c]) => change(k, c)) },
  { weight: 2, arbitrary: key.map(remove) },
)
const entries = fc.array(entry, { maxLength: 8 })
const event: fc.Arbitrary<ItemEvent> = fc.oneof(
  { weight: 6, arbitrary: entries.map((list) => mapUpdate(list)) },
  { weight: 1, arbitrary: fc.tuple(entries, fc.boolean()).map(([list, complete]) => mapRefresh(list, { complete })) }, // prettier-ignore
)
const events = fc.array(event, { maxLength: 12 })

interface Order {
  readonly key: string
  readonly fields: Record<string, unknown>
  /** Grows each time that an order comes to a price. */
  turn: number
}

/** The book as the protocol describes it, sorted anew each time. */
const naiveBook = () => {
  let orders: Order[] = []
  let turns = 0
  let partial = false
  const place = (order: Order): string => `${String(order.fields['ORDER_PRC'])} ${String(order.fields['ORDER_SIDE'])}` // prettier-ignore
  const sorted = (which: 1 | 2): Order[] => {
    const rank = ({ fields }: Order): number => {
      const value = fields['ORDER_PRC'] as number | null | undefined
      if (value === null || value === undefined) return -1_000
      return which === 1 ? -value : value
    }
    return orders
      .filter(({ fields }) => fields['ORDER_SIDE'] === which)
      .sort((one, other) => rank(one) - rank(other) || one.turn - other.turn)
  }
  return {
    take: (happened: ItemEvent): void => {
      if (happened.type === 'status') return
      if (happened.type === 'refresh') {
        if (!partial) orders = []
        partial = !happened.complete
      }
      for (const { Action, Key, Fields } of happened.content?.Map?.Entries ?? []) {
        const known = orders.find((order) => order.key === Key)
        if (Action !== 'Add' && known === undefined) continue
        orders = orders.filter((order) => order !== known)
        if (Action === 'Delete') continue
        const merged = Action === 'Add' ? { ...Fields } : { ...known?.fields, ...Fields }
        const order = { key: Key as string, fields: merged, turn: turns++ }
        if (known !== undefined && place(known) === place(order)) order.turn = known.turn
        orders.push(order)
      }
    },
    bids: () => sorted(1),
    asks: () => sorted(2),
  }
}

const plain = ({ key: of, price: at, size: much, fields }: BookEntry): unknown => [of, at, much, fields]
const plainOrder = ({ key: of, fields }: Order): unknown => [of, fields['ORDER_PRC'] ?? null, fields['ORDER_SIZE'] ?? null, fields] // prettier-ignore

/** Sum and count of each price, in order. */
const levelsOf = (orders: readonly Order[]): unknown[] => {
  const prices = [...new Set(orders.map(({ fields }) => (fields['ORDER_PRC'] ?? null) as number | null))]
  return prices.map((at) => {
    const there = orders.filter(({ fields }) => (fields['ORDER_PRC'] ?? null) === at)
    return [at, there.reduce((sum, { fields }) => sum + (fields['ORDER_SIZE'] as number), 0), there.length]
  })
}

const compared = (
  options: Parameters<typeof toBook>[0],
  check: (book: Book, naive: ReturnType<typeof naiveBook>) => void,
): void => {
  // prettier-ignore
  fc.assert(
    fc.property(events, (happened) => {
      const naive = naiveBook()
      const books = observe(of(...happened).pipe(toBook(options))).values
      expect(books).toHaveLength(happened.length)
      happened.forEach((one, index) => {
        naive.take(one)
        check(books[index]!, naive)
      })
    }),
  )
}

describe('any book', () => {
  it('is not what sorting everything gives', () => {
    compared({}, ({ bids, asks }, naive) => {
      expect(bids.map(plain)).toEqual(naive.bids().map(plainOrder))
      expect(asks.map(plain)).toEqual(naive.asks().map(plainOrder))
    })
  })

  it('is not what sorting everything and cutting it gives', () => {
    compared({ levels: 3 }, ({ bids, asks }, naive) => {
      expect(bids.map(plain)).toEqual(naive.bids().slice(0, 3).map(plainOrder))
      expect(asks.map(plain)).toEqual(naive.asks().slice(0, 3).map(plainOrder))
    })
  })

  it('is not what counting at each price gives', () => {
    compared({ by: 'price' }, ({ bids, asks }, naive) => {
      const level = ({ price: at, size: much, orders }: BookEntry): unknown => [at, much, orders]
      expect(bids.map(level)).toEqual(levelsOf(naive.bids()))
      expect(asks.map(level)).toEqual(levelsOf(naive.asks()))
    })
  })

  it.each([[{}], [{ levels: 2 }], [{ by: 'price' }]] as const)(
    'makes new arrays or objects of what did not change, or names it as changed, with %j',
    (options) => {
      fc.assert(
        fc.property(events, (happened) => {
          let before: Book | undefined
          for (const book of observe(of(...happened).pipe(toBook(options))).values) {
            for (const which of ['bids', 'asks'] as const) {
              const [was, is] = [before?.[which] ?? [], book[which]]
              const same = JSON.stringify(was) === JSON.stringify(is)
              if (before !== undefined) expect(same).toBe(was === is)
              for (const one of is) {
                const old = was.find((other) => other.key === one.key)
                const kept = JSON.stringify(old) === JSON.stringify(one)
                if (kept) expect(one).toBe(old)
                // Below the levels that are shown an entry can come up without a change.
                if (!('levels' in options)) expect(kept).toBe(!book.changed.includes(one.key))
              }
            }
            before = book
          }
        }),
      )
    },
  )
})
