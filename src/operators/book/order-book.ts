import type { OmmMap } from '../../wire/containers.js'
import type { Fields } from '../../wire/fields.js'
import type { Primitive } from '../../wire/primitives.js'
import { keyText } from '../../wire/values/key-text.js'
import { eachEntry, type EntryVisitor } from '../events/map-content.js'
import type { MapStore } from '../events/map-keeper.js'
import { mergedFields } from '../events/merged-fields.js'
import type { Book, BookEntry, BookSide } from './book.js'
import type { BookOptions } from './book-options.js'
import { ladder } from './ladder.js'
import { priceLevels } from './price-levels.js'
import { entryReader, type Quotes } from './read-entry.js'

/** What is shown of the entries of a book. */
export type Sides = Pick<Book, 'bids' | 'asks' | 'changed'>

/** An entry of the item, and what it puts on the two sides. */
interface Held {
  readonly id: string
  readonly fields: Fields
  readonly quotes: Quotes
}

const noQuotes: Quotes = Object.freeze({})
const noKeys: readonly Primitive[] = Object.freeze([])

/** The keys of both, each once: a market maker stands on both sides. */
const together = (one: readonly Primitive[], other: readonly Primitive[]): readonly Primitive[] => {
  if (other.length === 0) return one.length === 0 ? noKeys : one
  return one.length === 0 ? other : [...new Set([...one, ...other])]
}

type Put = (before: BookEntry | undefined, after: BookEntry | undefined) => void

/** One side: the ladder, and how an entry comes to stand on it. */
const sideOf = (side: BookSide, { by, levels = Infinity }: BookOptions) => {
  const rungs = ladder(side, levels)
  const levelled = priceLevels(side, rungs)
  const separate: Put = (before, after) => {
    const entry = after ?? before
    if (entry !== undefined) rungs.set(entry.key, after)
  }
  return {
    put: by === 'price' ? levelled.set : separate,
    clear: () => {
      rungs.clear()
      levelled.clear()
    },
    show: rungs.show,
  }
}

/** The entries of a book; empty. */
export const orderBook = (options: BookOptions): MapStore<Sides> => {
  const entries = new Map<Primitive, Held>()
  const bids = sideOf('bid', options)
  const asks = sideOf('ask', options)
  const read = entryReader(options)
  /** Says how keys are to be read. Some servers leave it out after the first message. */
  let keys: Pick<OmmMap, 'KeyType'> = { KeyType: 'Buffer' }

  const put = (before: Quotes, after: Quotes): void => {
    if (before.bid !== after.bid) bids.put(before.bid, after.bid)
    if (before.ask !== after.ask) asks.put(before.ask, after.ask)
  }
  const visit: EntryVisitor = (action, key, changes) => {
    const held = entries.get(key)
    const before = held?.quotes ?? noQuotes
    if (action === 'Delete') {
      entries.delete(key)
      put(before, noQuotes)
      return
    }
    if (action === 'Update' && held === undefined) return
    const id = held?.id ?? keyText(keys, key)
    const fields = action === 'Update' && held !== undefined ? mergedFields(held.fields, changes) : changes
    const quotes = read(key, id, fields, before)
    entries.set(key, { id, fields, quotes })
    put(before, quotes)
  }

  return {
    take: (map) => {
      if (typeof map.KeyType === 'string') keys = { KeyType: map.KeyType }
      eachEntry(map, visit)
    },
    replace: () => {
      entries.clear()
      bids.clear()
      asks.clear()
    },
    settle: () => undefined,
    show: () => {
      const onBids: Primitive[] = []
      const onAsks: Primitive[] = []
      return { bids: bids.show(onBids), asks: asks.show(onAsks), changed: together(onBids, onAsks) }
    },
  }
}
