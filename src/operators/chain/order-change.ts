import type { Chain } from './chain.js'

/** What became of the members of a chain. */
export type OrderChange = Pick<Chain, 'added' | 'removed' | 'moved'>

/** Which of these numbers can stay where they are so that as few as possible have to move: the longest rise. */
const stayers = (ranks: readonly number[]): ReadonlySet<number> => {
  /** At `n` the least number that a rise of length `n + 1` has been found to end with. */
  const ends: number[] = []
  const before = new Map<number, number | undefined>()
  for (const rank of ranks) {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((ends[middle] ?? 0) < rank) low = middle + 1
      else high = middle
    }
    before.set(rank, ends[low - 1])
    ends[low] = rank
  }
  const stay = new Set<number>()
  for (let rank = ends.at(-1); rank !== undefined; rank = before.get(rank)) stay.add(rank)
  return stay
}

/** Who came, who went and who moved. */
export const orderChange = (before: Chain['members'], after: Chain['members']): OrderChange => {
  const added: string[] = []
  const ranks: number[] = []
  let sorted = true
  for (const name of after.keys()) {
    const rank = before.get(name)?.position
    if (rank === undefined) {
      added.push(name)
      continue
    }
    sorted &&= rank > (ranks.at(-1) ?? -1)
    ranks.push(rank)
  }
  const removed: string[] = []
  if (ranks.length < before.size) for (const name of before.keys()) if (!after.has(name)) removed.push(name)
  const moved: string[] = []
  // Hardly ever does anybody move.
  if (!sorted) {
    const still = stayers(ranks)
    for (const name of after.keys()) {
      const rank = before.get(name)?.position
      if (rank !== undefined && !still.has(rank)) moved.push(name)
    }
  }
  return { added, removed, moved }
}
