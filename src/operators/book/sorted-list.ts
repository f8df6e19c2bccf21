/** Longest stretch; a full one is cut in two. Moving so few is quicker than any tree. */
const most = 128

/**
 * Keeps elements in order while they come and go: both cost a binary search and a move within one short stretch,
 * whatever the length of the whole.
 */
export interface SortedList<T> {
  /** Puts an element in. */
  add(element: T): void
  /** Takes an element out that is in; its place is found by the order, so it must not have changed. */
  remove(element: T): void
  /** How many stand before an element that is in. */
  indexOf(element: T): number
  /** What `of` makes of the first elements, in order; of all of them when there are fewer. */
  first<R>(count: number, of: (element: T) => R): R[]
  /** Takes everything out. */
  clear(): void
}

/**
 * An empty list.
 *
 * @param compare - total order: below 0 when the first comes first; 0 for the same element only
 */
export const sortedList = <T>(compare: (one: T, other: T) => number): SortedList<T> => {
  // Never an empty stretch, so each has a last element.
  let stretches: T[][] = []

  /** Index of the first of `length` for which `isBehind` holds; `length` when there is none. */
  const search = (length: number, isBehind: (index: number) => boolean): number => {
    let low = 0
    let high = length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (isBehind(middle)) high = middle
      else low = middle + 1
    }
    return low
  }
  const stretchOf = (element: T): number =>
    search(stretches.length, (index) => {
      const stretch = stretches[index] as T[]
      return compare(stretch[stretch.length - 1] as T, element) >= 0
    })
  const placeIn = (stretch: readonly T[], element: T): number =>
    search(stretch.length, (index) => compare(stretch[index] as T, element) >= 0)

  return {
    add: (element) => {
      const at = Math.min(stretchOf(element), stretches.length - 1)
      const stretch = stretches[at]
      if (stretch === undefined) {
        stretches = [[element]]
        return
      }
      stretch.splice(placeIn(stretch, element), 0, element)
      if (stretch.length > most) stretches.splice(at + 1, 0, stretch.splice(most / 2))
    },
    remove: (element) => {
      const at = stretchOf(element)
      const stretch = stretches[at]
      if (stretch === undefined) return
      const place = placeIn(stretch, element)
      if (stretch[place] !== element) return
      stretch.splice(place, 1)
      if (stretch.length === 0) stretches.splice(at, 1)
    },
    indexOf: (element) => {
      const at = stretchOf(element)
      let before = 0
      for (let index = 0; index < at; index += 1) before += (stretches[index] as T[]).length
      return before + placeIn(stretches[at] as T[], element)
    },
    first: <R>(count: number, of: (element: T) => R) => {
      const taken: R[] = []
      for (const stretch of stretches) {
        for (const element of stretch) {
          if (taken.length >= count) return taken
          taken.push(of(element))
        }
      }
      return taken
    },
    clear: () => {
      stretches = []
    },
  }
}
