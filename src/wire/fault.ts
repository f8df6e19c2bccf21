import { cleanText } from './state.js'

/** What kind of mistake a server found in a message of ours. */
export type FaultCategory =
  /** A member has the wrong JSON type, or a number is out of range. */
  | 'token-type'
  /** An unknown value of an enumeration, or an unknown service name. */
  | 'unexpected-value'
  /** A member that must be there is missing. */
  | 'missing-key'
  /** A member that the server does not know. */
  | 'unexpected-key'
  /** A field name that the server's dictionary lacks. */
  | 'unexpected-fid'
  /** The values of an array differ in type. */
  | 'array-types'
  /** Not JSON. */
  | 'not-json'
  /** A value that does not fit its binary form. */
  | 'conversion'
  /** An unknown type in an element, an array or a map. */
  | 'invalid-type'
  /** An empty frame. */
  | 'empty'
  /** The server is not ready. */
  | 'server'
  /** Something else; see the text. */
  | 'other'

/** What a server says of a message that it could not read. What it copies of that message is cut out. */
export interface Fault {
  /** What kind of mistake it is. */
  readonly category: FaultCategory
  /** The member that is wrong, where the server names it. */
  readonly key?: string
  /** What the server says, cleaned. Texts vary between releases. */
  readonly text: string
}

/** How the text of each kind begins. Releases differ in the details, so only the words that matter are looked for. */
const beginnings: readonly (readonly [RegExp, FaultCategory])[] = [
  [/token type/i, 'token-type'],
  [/unexpected value/i, 'unexpected-value'],
  [/missing (?:required )?key/i, 'missing-key'],
  [/unexpected key/i, 'unexpected-key'],
  [/unexpected fid/i, 'unexpected-fid'],
  [/mixed types/i, 'array-types'],
  [/parser error/i, 'not-json'],
  [/conversion error/i, 'conversion'],
  [/invalid (?:primitive|container) type/i, 'invalid-type'],
  [/empty json/i, 'empty'],
  [/not initialized|memory/i, 'server'],
]

/** What stands between quotation marks came from our message, and may read like anything. */
const ownWords = (text: string): string => text.split("'", 1)[0] ?? ''

const categoryOf = (text: string): FaultCategory => {
  const words = ownWords(text)
  return beginnings.find(([pattern]) => pattern.test(words))?.[1] ?? 'other'
}

/** What is beyond is not even looked at; long enough that a token in it is whole, and is found. */
const longestText = 16_384

/** Longest part of our message that is handed on. */
const longestCopy = 40

/** A JSON Web Token, or a run of letters of both kinds and digits that is longer than any name. */
const likeToken = /eyJ|(?=[\w+/=.~-]*\d)(?=[\w+/=.~-]*[a-z])(?=[\w+/=.~-]*[A-Z])[\w+/=.~-]{20}/

const mayShow = (copy: string): boolean => copy.length <= longestCopy && !likeToken.test(copy)

/** Where a text copies a value of our message: the value itself may hold quotation marks, and may lack the last one. */
const copyIn = (text: string): readonly [from: number, to: number] | undefined => {
  const opening = "Received '"
  const at = text.indexOf(opening)
  if (at < 0) return undefined
  const from = at + opening.length
  const closing = [text.lastIndexOf("' for key '"), text.lastIndexOf("'")].find((end) => end >= from)
  return [from, closing ?? text.length]
}

/** The text without those parts of our message that could be secret, or are only long. */
const withoutCopies = (text: string): string => {
  const [from, to] = copyIn(text) ?? [0, 0]
  const shown = mayShow(text.slice(from, to)) ? text : `${text.slice(0, from)}[cut]${text.slice(to)}`
  return shown.replace(/'([^']*)'/g, (quoted, copy: string) => (mayShow(copy) ? quoted : `'[cut]'`))
}

const keyIn = (text: string, category: FaultCategory): string | undefined => {
  const named = [...text.matchAll(/key '([^']*)'/g)].at(-1)?.[1]
  const key = named ?? (category === 'unexpected-key' ? /Received '([^']*)'/.exec(text)?.[1] : undefined)
  return key === '' || key === '[cut]' ? undefined : key
}

/**
 * Reads what a server says of a message of ours that it could not read. What it copies of that message is cut where
 * it is long, or looks like a token.
 *
 * @param text - the text of the `Error`, as it came
 * @param clean - makes text of the server safe to show
 */
export const readFault = (text: unknown, clean: (text: unknown) => string = cleanText): Fault => {
  const shown = clean(typeof text === 'string' ? withoutCopies(text.slice(0, longestText)) : text)
  const category = categoryOf(shown)
  const key = keyIn(shown, category)
  return { category, ...(key === undefined ? {} : { key }), text: shown }
}
