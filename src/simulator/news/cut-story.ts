import type { FieldMove } from '../market/content.js'
import { dateText } from '../market/field.js'
import type { StoryFault } from '../news-scenario.js'
import { gzip } from './gzip.js'
import type { NewsContent } from './write-story.js'

/** How a story goes out. */
export interface Cut {
  readonly guid: string
  readonly source: string
  /** Kind of news, such as `STORY`. */
  readonly kind: string
  readonly at: number
  /** Most bytes of one fragment. */
  readonly fragmentSize: number
  readonly fault: StoryFault | undefined
  readonly random: () => number
}

const day = 86_400_000

const base64 = (bytes: Uint8Array): string => {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}

/** What makes an update news: nobody on the way may merge it with others, or keep it as an image. */
const kept = { DoNotCache: true, DoNotConflate: true }

const withFault = (moves: readonly FieldMove[], { fault, random }: Cut): readonly FieldMove[] => {
  const at = Math.floor(random() * moves.length)
  const [first, second] = [moves[at], moves[at]]
  switch (fault) {
    case 'lose':
      return moves.filter((_, i) => i !== at)
    case 'duplicate':
      return first && second ? [...moves.slice(0, at), first, second, ...moves.slice(at + 1)] : moves
    case 'swap': {
      const from = Math.min(at, moves.length - 2)
      return [...moves.slice(0, from), ...moves.slice(from, from + 2).reverse(), ...moves.slice(from + 2)]
    }
    case 'size':
    case 'corrupt':
    case undefined:
      return moves
  }
}

/** Packs a story and cuts it into the updates that bring it. One that is spoilt has at least two. */
export const cutStory = (content: NewsContent, cut: Cut): readonly FieldMove[] => {
  const { guid, source, kind, at, fragmentSize, fault, random } = cut
  const packed = gzip(new TextEncoder().encode(JSON.stringify(content)))
  const announced = packed.length - (fault === 'size' ? 1 : 0)
  if (fault === 'corrupt') {
    // Behind the header: what is changed there need not be noticed.
    const place = 15 + Math.floor(random() * (packed.length - 15))
    packed[place] = (packed[place] ?? 0) ^ 0xff
  }
  const length = fault === undefined ? fragmentSize : Math.min(fragmentSize, Math.ceil(packed.length / 2))
  const moves = Array.from({ length: Math.ceil(packed.length / length) }, (_, i): FieldMove => {
    const fields = new Map([
      ['ACTIV_DATE', dateText(at)],
      ['FRAGMENT', `"${base64(packed.subarray(i * length, (i + 1) * length))}"`],
      ['FRAG_NUM', String(i + 1)],
      ['GUID', JSON.stringify(guid)],
      ['MRN_SRC', JSON.stringify(source)],
      ['MRN_TYPE', JSON.stringify(kind)],
      ['MRN_V_MAJ', '"2"'],
      ['MRN_V_MIN', '"10"'],
      ['TIMACT_MS', String(at % day)],
      // The first fragment alone says how long the story is.
      ...(i === 0 ? [['TOT_SIZE', String(announced)] as const] : []),
    ])
    return { type: 'Unspecified', fields, more: kept }
  })
  return withFault(moves, cut)
}
