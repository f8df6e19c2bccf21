import type { ItemOptions, Priority } from './item-request.js'
import { filterOf, type View } from '../stream/view.js'

/** What one subscriber wants of a stream that it shares with others. Interned: 100,000 subscribers share it. */
export interface Wish {
  readonly view: View
  /** Names that the subscriber is to see; `undefined` for all. */
  readonly filter: ReadonlySet<string> | undefined
  readonly priority: Priority | undefined
  /** Wants the content to be kept for late subscribers. */
  readonly cache: boolean
  /** Wants integers of any size as they are. */
  readonly exact: boolean
}

/** Gives equal wishes one object. */
export interface WishRegister {
  readonly of: (options: ItemOptions) => Wish
  /** Forgets all wishes; those in use stay valid. */
  clear(): void
}

/**
 * Starts without wishes.
 *
 * @param internView - gives equal views one object
 */
export const wishRegister = (internView: (view: View) => View): WishRegister => {
  const wishes = new Map<string, Wish>()
  // The same for 100,000 subscribers, mostly.
  let last: Wish | undefined
  return {
    of: ({ view, priority, cache = true, integers }) => {
      const exact = integers === 'exact'
      const plain = view === undefined && priority === undefined
      if (plain && last?.cache === cache && last.exact === exact) return last
      const key = JSON.stringify([view ?? null, priority?.class, priority?.count, cache, exact])
      let known = wishes.get(key)
      if (known === undefined) {
        const interned = internView(view)
        known = {
          view: interned,
          filter: filterOf(interned),
          // A copy: the caller may change it later.
          priority: priority === undefined ? undefined : { ...priority },
          cache,
          exact,
        }
        wishes.set(key, known)
      }
      if (plain) last = known
      return known
    },
    clear: () => {
      last = undefined
      wishes.clear()
    },
  }
}
