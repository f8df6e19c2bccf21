import type { BookEntry, BookSide } from './book.js'
import type { Ladder } from './ladder.js'

/** What stands at one price. */
interface Level {
  /** Entries that stand there, and those among them that tell a size. */
  count: number
  sized: number
  size: number
}

const noFields: BookEntry['fields'] = Object.freeze({})

/**
 * Sums of integers are exact. Fractions leave a rest after many additions and subtractions, which no size has: a
 * double tells fifteen digits apart.
 */
const rounded = (size: number): number => (Number.isInteger(size) ? size : Number(size.toPrecision(12)))

/** Puts together on a ladder what has the same price. */
export interface PriceLevels {
  /** An entry came, changed or went. */
  readonly set: (before: BookEntry | undefined, after: BookEntry | undefined) => void
  /** All entries went. */
  clear(): void
}

/** Levels of one side, without any yet. */
export const priceLevels = (side: BookSide, ladder: Ladder): PriceLevels => {
  const levels = new Map<number | null, Level>()

  const show = (price: number | null, { count, sized, size }: Level): void => {
    const id = `${price ?? ''}${side === 'bid' ? 'B' : 'A'}`
    if (count === 0) {
      levels.delete(price)
      ladder.set(id, undefined)
    } else {
      const whole = sized === 0 ? null : size
      ladder.set(id, { key: id, id, side, price, size: whole, orders: count, fields: noFields })
    }
  }

  const count = ({ price, size }: BookEntry, sign: 1 | -1): Level => {
    let level = levels.get(price)
    if (level === undefined) levels.set(price, (level = { count: 0, sized: 0, size: 0 }))
    level.count += sign
    if (size !== null) {
      level.sized += sign
      level.size = rounded(level.size + sign * size)
    }
    return level
  }

  /** True for what is a level already. */
  const isLevel = ({ orders }: BookEntry): boolean => orders !== undefined

  return {
    set: (before, after) => {
      if (before !== undefined && isLevel(before)) ladder.set(before.key, undefined)
      const left = before === undefined || isLevel(before) ? undefined : count(before, -1)
      if (after !== undefined && isLevel(after)) ladder.set(after.key, after)
      const joined = after === undefined || isLevel(after) ? undefined : count(after, 1)
      // Only now: a level that is left and joined at once must not lose its place.
      if (before !== undefined && left !== undefined && left !== joined) show(before.price, left)
      if (after !== undefined && joined !== undefined) show(after.price, joined)
    },
    clear: () => {
      levels.clear()
    },
  }
}
