import { canonical, never, readings, type Canonical, type Reading } from './canonical.js'

/** A part of a text. */
export type Range = readonly [from: number, to: number]

/** A piece of a secret that is at least so long is hidden as well: whoever shortens a text may cut a token. */
export const shortestPiece = 12

/** What to look for, by its length. */
type Pieces = ReadonlyMap<number, ReadonlySet<string>>

const piecesOf = (secrets: readonly string[], reading: Reading): Pieces => {
  const pieces = new Map<number, Set<string>>()
  // A secret may hold what looks like a disguise: that stands there whether a text had to be decoded once or not.
  const texts = [reading, { ...reading, disguised: never }].flatMap((each) =>
    secrets.map((secret) => canonical(secret, each).text),
  )
  for (const text of new Set(texts)) {
    if (text === '') continue
    const length = Math.min(text.length, shortestPiece)
    const those = pieces.get(length) ?? new Set()
    pieces.set(length, those)
    for (let at = 0; at + length <= text.length; at += 1) those.add(text.slice(at, at + length))
  }
  return pieces
}

const rangesOf = (pieces: Pieces, { text, from, to }: Canonical): readonly Range[] => {
  const found: Range[] = []
  for (const [length, those] of pieces) {
    for (let at = 0; at + length <= text.length; at += 1) {
      if (those.has(text.slice(at, at + length))) found.push([from[at] ?? 0, to[at + length - 1] ?? 0])
    }
  }
  return found
}

/**
 * A secret in the usual encodings, as they stand. Decoding finds most of them, but not where a secret itself looks as if it
 * were encoded.
 */
const written = (secret: string): readonly string[] => [
  secret,
  // It throws at half a character, which becomes U+FFFD by this.
  encodeURIComponent(new TextDecoder().decode(new TextEncoder().encode(secret))),
  new URLSearchParams([['', secret]]).toString().slice(1),
  JSON.stringify(secret).slice(1, -1),
]

/** So much of a secret is looked for in base64; what follows in the same run goes with it. */
const longestEncoded = 96

/** What is shorter would be found in innocent places. */
const shortestEncoded = 10

/** A secret in base64. Three ways, for what stands before it in the same encoding moves its bits. */
const inBase64 = (secret: string): readonly string[] => {
  const bytes = [...new TextEncoder().encode(secret.slice(0, longestEncoded))]
  return [0, 1, 2].flatMap((shift) => {
    const all = btoa(String.fromCharCode(...Array<number>(shift).fill(0), ...bytes))
    // Without the characters at either end that hold bits of something else, too.
    const own = all.slice(shift === 0 ? 0 : shift + 1, Math.floor(((shift + bytes.length) * 8) / 6))
    return own.length < shortestEncoded ? [] : [own, own.replaceAll('+', '-').replaceAll('/', '_')]
  })
}

const toEndOfRun = (text: string, [from, to]: Range): Range => {
  const run = /[\w+/=%-]*/y
  run.lastIndex = to
  run.exec(text)
  return [from, Math.max(to, run.lastIndex)]
}

/**
 * Finds secrets, and longer pieces of them, in whatever letter case they are and however they are written: as they
 * stand, in JSON, percent-encoded, in HTML, in base64, and broken into lines.
 */
export const secretFinder = (secrets: Iterable<string>): ((text: string) => readonly Range[]) => {
  const all = [...secrets]
  if (all.length === 0) return () => []
  const allEncoded = all.flatMap(inBase64)
  const sought = readings.map((reading, index) => ({
    reading,
    asTheyAre: piecesOf(index === 0 ? all.flatMap(written) : all, reading),
    encoded: piecesOf(allEncoded, reading),
  }))
  return (text) =>
    sought.flatMap(({ reading, asTheyAre, encoded }) => {
      const read = canonical(text, reading)
      return [
        ...rangesOf(asTheyAre, read),
        ...rangesOf(encoded, read).map((range) => toEndOfRun(text, range)),
      ]
    })
}
