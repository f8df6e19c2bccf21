/** A text without its disguises, and where each of its characters comes from. */
export interface Canonical {
  /** Lower case, decoded, without blanks, backslashes and control characters. */
  readonly text: string
  /** Where in the source the disguised form of each character begins. */
  readonly from: readonly number[]
  /** Where it ends. */
  readonly to: readonly number[]
}

/** How a text may be read. */
export interface Reading {
  /** What stands for something else; never matches where a text is read as it stands. */
  readonly disguised: RegExp
  /** What is left out: it stands for itself in one encoding and not in another, or is put in to break lines. */
  readonly idle: RegExp
}

/** Where nothing stands for something else. */
export const never = /(?!)/g

/**
 * As it stands; as JSON that may be quoted in JSON; and as what may be percent-encoded or HTML besides. One is not
 * enough, for what stands before a secret may join with it to something that looks like a disguise.
 */
export const readings: readonly Reading[] = [
  { disguised: never, idle: /[\s\\\p{Cc}]/u },
  { disguised: /(?<!\\)\\+(?:u([0-9a-f]{4})|[nrtbf])/gi, idle: /[\s\\\p{Cc}]/u },
  {
    disguised:
      /(?<!\\)\\+(?:u([0-9a-f]{4})|[nrtbf])|((?:%(?:25)*[0-9a-f]{2})+)|&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi,
    idle: /[\s\\+\p{Cc}]/u,
  },
]

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const fromCode = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code) : '')

const fromPercent = (text: string): string => {
  const bytes = [...text.matchAll(/%(?:25)*([0-9a-f]{2})/gi)].map(([, hex = '']) => parseInt(hex, 16))
  return new TextDecoder().decode(Uint8Array.from(bytes))
}

const decoded = ([, unicode, percent, hex, decimal, entity]: RegExpExecArray): string => {
  if (unicode !== undefined) return fromCode(parseInt(unicode, 16))
  if (percent !== undefined) return fromPercent(percent)
  if (hex !== undefined) return fromCode(parseInt(hex, 16))
  if (decimal !== undefined) return fromCode(Number(decimal))
  return entity === undefined ? '' : (entities[entity.toLowerCase()] ?? '')
}

/** Letters of one kind: an upper case comes first, because it makes two letters of some. */
const foldCase = (unit: string): string =>
  unit < '\u0080' ? unit.toLowerCase() : unit.toUpperCase().toLowerCase()

/**
 * Takes a text out of its disguises, so that a secret is found however it is written. The same is done to the secret,
 * so it does not matter that some texts lose more than their disguise.
 */
export const canonical = (source: string, { disguised, idle }: Reading): Canonical => {
  const text: string[] = []
  const from: number[] = []
  const to: number[] = []
  const take = (characters: string, start: number, end: number): void => {
    // By code units, so that the surrogates of one character may be written apart, and so that the letter case of one
    // does not depend on what stands beside it.
    for (let at = 0; at < characters.length; at += 1) {
      const folded = foldCase(characters.charAt(at))
      for (let unit = 0; unit < folded.length; unit += 1) {
        if (idle.test(folded.charAt(unit))) continue
        text.push(folded.charAt(unit))
        from.push(start)
        to.push(end)
      }
    }
  }
  const plain = (start: number, end: number): void => {
    for (let at = start; at < end; at += 1) take(source.charAt(at), at, at + 1)
  }
  let done = 0
  for (const match of source.matchAll(disguised)) {
    plain(done, match.index)
    done = match.index + match[0].length
    take(decoded(match), match.index, done)
  }
  plain(done, source.length)
  return { text: text.join(''), from, to }
}
