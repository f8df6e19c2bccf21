import type { Priority } from '../asking/item-request.js'
import type { View } from './view.js'

/**
 * What is asked for on the wire and can be changed on an open stream: the sum of what its subscribers want.
 * Interned, so that requests with equal terms go out in one batch.
 */
export interface Terms {
  readonly view: View
  /** `undefined` where nobody has said anything about it. */
  readonly priority: Priority | undefined
  /** `undefined` where it is not known how the server has it: that is to be said again, whatever is wanted. */
  readonly paused: boolean | undefined
}

/** Terms of a stream that is not on the wire. */
export const noTerms: Terms = Object.freeze({ view: undefined, priority: undefined, paused: false })

/** What a server takes a stream for that says nothing of its priority. */
export const usualPriority: Priority = Object.freeze({ class: 1, count: 1 })

/** Compares by class, and by count within it: above 0 when the first is more important. */
export const comparePriorities = (one: Priority, other: Priority): number =>
  one.class === other.class ? one.count - other.count : one.class - other.class

/** True when a server would not see a difference. */
export const samePriority = (one: Priority | undefined, other: Priority | undefined): boolean =>
  comparePriorities(one ?? usualPriority, other ?? usualPriority) === 0

/** True when a reissue from one to the other would change nothing. Views of one set of fields must be one object. */
export const sameTerms = (one: Terms, other: Terms): boolean =>
  one.view === other.view && one.paused === other.paused && samePriority(one.priority, other.priority)

/** Gives equal terms one object. */
export const termsRegister = (
  internView: (view: View) => View,
): { readonly intern: (terms: Terms) => Terms; clear(): void } => {
  const byView = new Map<View, Map<string, Terms>>()
  // Items that are asked for one after the other have the same terms, mostly.
  let last: Terms | undefined
  return {
    intern: (terms) => {
      const view = internView(terms.view)
      if (last !== undefined && last.view === view) {
        if (last.priority === terms.priority && last.paused === terms.paused) return last
      }
      let known = byView.get(view)
      if (known === undefined) byView.set(view, (known = new Map<string, Terms>()))
      const { priority, paused } = terms
      const key = `${priority?.class ?? ''}/${priority?.count ?? ''}/${paused ?? 'unknown'}`
      let found = known.get(key)
      if (found === undefined) known.set(key, (found = { view, priority, paused }))
      last = found
      return found
    },
    clear: () => {
      last = undefined
      byView.clear()
    },
  }
}
