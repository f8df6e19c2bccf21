import { canonical, readings, type Reading } from './canonical.js'

/** A part of a text. */
export type Range = readonly [from: number, to: number]

/** A piece of a secret that is at least so long is hidden as well: whoever shortens a text may cut a token. */
const shortestPiece = 12

/** Finds secrets in texts that are read in one way. */
const finderFor = (secrets: readonly string[], reading: Reading): ((text: string) => readonly Range[]) => {
  /** What to look for, by its length. */
  const pieces = new Map<number, Set<string>>()
  for (const secret of secrets) {
    const { text } = canonical(secret, reading)
    if (text === '') continue
    const length = Math.min(text.length, shortestPiece)
    const those = pieces.get(length) ?? new Set()
    pieces.set(length, those)
    for (let at = 0; at + length <= text.length; at += 1) those.add(text.slice(at, at + length))
  }
  return (source) => {
    const { text, from, to } = canonical(source, reading)
    const found: Range[] = []
    for (const [length, those] of pieces) {
      for (let at = 0; at + length <= text.length; at += 1) {
        if (those.has(text.slice(at, at + length))) found.push([from[at] ?? 0, to[at + length - 1] ?? 0])
      }
    }
    return found
  }
}

/** Finds secrets, and longer pieces of them, however they are written. */
export const secretFinder = (secrets: Iterable<string>): ((text: string) => readonly Range[]) => {
  const all = [...secrets]
  if (all.length === 0) return () => []
  const finders = readings.map((reading) => finderFor(all, reading))
  return (text) => finders.flatMap((find) => find(text))
}
