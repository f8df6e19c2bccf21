import type { Quote } from './instrument.js'

/** A side of a book. */
export type Side = 'BID' | 'ASK'

/** An order in a book. */
export interface Order {
  readonly id: string
  readonly side: Side
  /** In ticks. */
  readonly price: number
  readonly maker: string
  size: number
  /** When it came or changed last. */
  at: number
}

/** What a move did to the orders. */
export interface OrderChanges {
  readonly added: readonly Order[]
  readonly changed: readonly Order[]
  readonly removed: readonly Order[]
}

/** The orders of one instrument; they never lie on the wrong side of its quote. */
export interface Orders {
  readonly all: ReadonlyMap<string, Order>
  move(at: number): OrderChanges
}

interface OrderParts {
  readonly random: () => number
  readonly quote: () => Quote
  /** Price levels of a side. */
  readonly depth: number
  /** Now. */
  readonly at: number
}

/** Names of those who send orders. */
export const makers = [
  'CDRG',
  'CTDL',
  'EGMT',
  'GSCO',
  'JPMS',
  'MSCO',
  'NITE',
  'NSDQ',
  'STFL',
  'UBSS',
  'VIRT',
  'WCHV',
]

/** Makes the orders of an instrument. They follow its quote: best bid and best ask are always there. */
export const createOrders = ({ random, quote, depth, at: start }: OrderParts): Orders => {
  const whole = (from: number, to: number): number => from + Math.floor(random() * (to - from))
  const all = new Map<string, Order>()
  let added: Order[] = []
  let changed: Order[] = []
  let removed: Order[] = []
  let lastId = 0

  const add = (side: Side, price: number, at: number): void => {
    if (price <= 0) return
    const id = `${String(++lastId).padStart(9, '0')}${side === 'BID' ? 'B' : 'A'}`
    const order = {
      id,
      side,
      price,
      maker: makers[whole(0, makers.length)] ?? '',
      size: whole(1, 50) * 100,
      at,
    }
    all.set(id, order)
    added.push(order)
  }
  const remove = (order: Order): void => {
    all.delete(order.id)
    removed.push(order)
  }
  const ofSide = (side: Side): readonly Order[] => [...all.values()].filter((order) => order.side === side)

  const follow = (side: Side, at: number): void => {
    const { bid, ask } = quote()
    const [best, away] = side === 'BID' ? [bid, -1] : [ask, 1]
    for (const order of ofSide(side)) if ((order.price - best) * away < 0) remove(order)
    const levels = [...new Set(ofSide(side).map(({ price }) => price))].sort((a, b) => (a - b) * away)
    if (levels[0] !== best) {
      add(side, best, at)
      levels.unshift(best)
    }
    // One new level at a time, so that a book that lost many of them fills up again little by little.
    const worst = levels.at(-1) ?? best
    if (levels.length < depth) add(side, worst + away, at)
    const last = levels[depth - 1] ?? worst
    if (levels.length > depth)
      for (const order of ofSide(side)) if ((order.price - last) * away > 0) remove(order)
  }

  const stir = (at: number): void => {
    const side: Side = random() < 0.5 ? 'BID' : 'ASK'
    const orders = ofSide(side)
    const order = orders[whole(0, orders.length)]
    if (!order) return
    const chance = random()
    if (chance < 0.35) add(side, order.price, at)
    else if (chance < 0.75) {
      order.size = whole(1, 50) * 100
      order.at = at
      if (!added.includes(order)) changed.push(order)
    } else if (orders.some((other) => other !== order && other.price === order.price)) remove(order)
  }

  for (let level = 0; level < depth; level++)
    for (let count = whole(1, 4); count > 0; count--) {
      add('BID', quote().bid - level, start)
      add('ASK', quote().ask + level, start)
    }

  return {
    all,
    move: (at) => {
      ;[added, changed, removed] = [[], [], []]
      follow('BID', at)
      follow('ASK', at)
      stir(at)
      // What came and went within one move never was.
      return {
        added: added.filter(({ id }) => all.has(id)),
        changed: changed.filter(({ id }) => all.has(id)),
        removed: removed.filter((order) => !added.includes(order)),
      }
    },
  }
}
