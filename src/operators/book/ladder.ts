import type { Primitive } from '../../wire/primitives.js'
import { sameFields } from '../events/same-fields.js'
import type { BookEntry, BookSide } from './book.js'
import { sortedList } from './sorted-list.js'

/** One side of a book, in order. */
export interface Ladder {
  /** Puts an entry in the place of the one with this key, or takes that out. */
  set(key: Primitive, entry: BookEntry | undefined): void
  /** Takes all entries out. */
  clear(): void
  /**
   * The best entries, the same array as before when nothing in it changed.
   *
   * @param changed - gets the keys of all entries that came, changed or went since the last call
   */
  readonly show: (changed: Primitive[]) => readonly BookEntry[]
}

/** An entry and its place. The place stays while side and price do, so a change in size moves nothing. */
interface Rung {
  readonly rank: number
  readonly turn: number
  entry: BookEntry
}

const inOrder = (one: Rung, other: Rung): number => {
  if (one.rank === other.rank) return one.turn - other.turn
  return one.rank < other.rank ? -1 : 1
}

const sameEntry = (one: BookEntry, other: BookEntry): boolean =>
  one.price === other.price &&
  one.size === other.size &&
  one.orders === other.orders &&
  sameFields(one.fields, other.fields)

const sameElements = (one: readonly unknown[], other: readonly unknown[]): boolean =>
  one.length === other.length && one.every((element, index) => element === other[index])

const entryOf = ({ entry }: Rung): BookEntry => entry

/**
 * An empty side.
 *
 * @param levels - how many entries are shown
 */
export const ladder = (side: BookSide, levels: number): Ladder => {
  const rungs = new Map<Primitive, Rung>()
  const sorted = sortedList(inOrder)
  /** What stood under each key that was touched since the last call of `show`. */
  const touched = new Map<Primitive, BookEntry | undefined>()
  let shown: readonly BookEntry[] = []
  /** Something took another place, or went. */
  let moved = false
  let turns = 0

  /** An order at market comes before any limit. */
  const rankOf = ({ price }: BookEntry): number => {
    if (price === null) return -Infinity
    return side === 'bid' ? -price : price
  }
  const takeOut = (key: Primitive, rung: Rung): void => {
    sorted.remove(rung)
    rungs.delete(key)
    moved = true
  }
  const putIn = (key: Primitive, entry: BookEntry): void => {
    const rung = { rank: rankOf(entry), turn: turns++, entry }
    sorted.add(rung)
    rungs.set(key, rung)
    moved = true
  }

  return {
    set: (key, entry) => {
      const rung = rungs.get(key)
      if (!touched.has(key)) touched.set(key, rung?.entry)
      if (entry === undefined) {
        if (rung !== undefined) takeOut(key, rung)
        return
      }
      const before = touched.get(key)
      const kept = before !== undefined && sameEntry(before, entry) ? before : entry
      if (rung?.rank === rankOf(kept)) {
        rung.entry = kept
      } else {
        if (rung !== undefined) takeOut(key, rung)
        putIn(key, kept)
      }
    },
    clear: () => {
      for (const [key, { entry }] of rungs) if (!touched.has(key)) touched.set(key, entry)
      rungs.clear()
      sorted.clear()
      moved = true
    },
    show: (changed) => {
      let patched: BookEntry[] | undefined
      for (const [key, before] of touched) {
        const rung = rungs.get(key)
        if (rung?.entry === before) continue
        changed.push(key)
        // Where all have their places, a copy with one entry replaced is quicker than to walk through the list.
        if (moved || rung === undefined) continue
        const index = sorted.indexOf(rung)
        if (index < shown.length) (patched ??= shown.slice())[index] = rung.entry
      }
      touched.clear()
      if (!moved) return (shown = patched ?? shown)
      moved = false
      const now = sorted.first(levels, entryOf)
      if (!sameElements(now, shown)) shown = now
      return shown
    },
  }
}
