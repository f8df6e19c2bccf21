import type { VectorEntry } from '../wire/containers.js'
import { type Held, heldNothing } from './held.js'

/** One position of a vector that holds something. */
export interface VectorSlot extends Held {
  /** The position now. */
  index: number
  /** As it was given out last; `undefined` when it has changed since. */
  rendered: VectorEntry | undefined
}

/**
 * The occupied positions of a vector, in order. A list of them and not an array with holes: an index can be as
 * large as the server likes.
 */
export interface VectorSlots {
  /** In ascending order of their index. */
  readonly all: readonly VectorSlot[]
  /** The slot at the index, if it is occupied. */
  readonly known: (index: number) => VectorSlot | undefined
  /** The slot at the index, made when there is none. */
  readonly at: (index: number) => VectorSlot
  /** A new slot at the index; what is there, and all behind it, moves up. */
  readonly insert: (index: number) => VectorSlot
  /** Takes away what is at the index, if anything; all behind moves down. */
  readonly remove: (index: number) => void
}

/** No position is occupied yet. */
export const vectorSlots = (): VectorSlots => {
  const all: VectorSlot[] = []

  /** Where the first slot stands whose index is not below the one given. */
  const find = (index: number): number => {
    const last = all.at(-1)
    // Entries come in order as a rule.
    if (last === undefined || last.index < index) return all.length
    let low = 0
    let high = all.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((all[middle] as VectorSlot).index < index) low = middle + 1
      else high = middle
    }
    return low
  }

  const move = (from: number, by: 1 | -1): void => {
    for (let place = from; place < all.length; place++) {
      const slot = all[place] as VectorSlot
      slot.index += by
      slot.rendered = undefined
    }
  }

  const place = (at: number, index: number): VectorSlot => {
    const slot: VectorSlot = { index, rendered: undefined, ...heldNothing() }
    all.splice(at, 0, slot)
    return slot
  }

  return {
    all,
    known: (index) => {
      const slot = all[find(index)]
      return slot?.index === index ? slot : undefined
    },
    at: (index) => {
      const at = find(index)
      const slot = all[at]
      return slot?.index === index ? slot : place(at, index)
    },
    insert: (index) => {
      const at = find(index)
      move(at, 1)
      return place(at, index)
    },
    remove: (index) => {
      const at = find(index)
      if (all[at]?.index === index) all.splice(at, 1)
      move(at, -1)
    },
  }
}
