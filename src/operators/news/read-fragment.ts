import { bytesOf } from '../../wire/values/bytes-of.js'
import type { LossReason } from './news-event.js'

/** What names a story on the feed. */
export interface StoryName {
  readonly guid: string
  readonly source: string
}

/** A part of a story. */
export interface Fragment extends StoryName {
  /** From 1. */
  readonly number: number
  /** Size of the whole story in bytes, compressed; the first fragment alone has it. */
  readonly size: number | undefined
  readonly bytes: Uint8Array
  readonly kind: string | undefined
}

/** Fields that make no fragment. */
export interface NoFragment extends Partial<StoryName> {
  readonly fault: LossReason
  readonly text: string
}

/** Longest name that is believed, in characters: real ones have some sixty. */
const longestName = 1000

const nameIn = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' && value.length <= longestName ? value : undefined

const countIn = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 ? value : undefined

const isBlank = (value: unknown): boolean => value === undefined || value === null || value === ''

/** Reads the fields of an update; `undefined` where they are not about a story at all. */
export const readFragment = (
  fields: Readonly<Record<string, unknown>>,
): Fragment | NoFragment | undefined => {
  const { GUID, FRAGMENT, FRAG_NUM, TOT_SIZE, MRN_SRC, MRN_TYPE } = fields
  if (isBlank(GUID) && isBlank(FRAGMENT)) return undefined
  const guid = nameIn(GUID)
  if (guid === undefined) return { fault: 'malformed', text: 'GUID is no name of a story' }
  const source = isBlank(MRN_SRC) ? '' : nameIn(MRN_SRC)
  if (source === undefined) return { fault: 'malformed', text: 'MRN_SRC is no name of a source', guid }
  const malformed = (text: string): NoFragment => ({ fault: 'malformed', text, guid, source })
  const number = countIn(FRAG_NUM)
  if (number === undefined) return malformed('FRAG_NUM is no number from 1 upwards')
  const size = countIn(TOT_SIZE)
  if (number === 1 && size === undefined) return malformed('TOT_SIZE of the first fragment is no size')
  if (isBlank(FRAGMENT)) return malformed('FRAGMENT is blank')
  const bytes = bytesOf(FRAGMENT)
  if (bytes === undefined || bytes.length === 0)
    return { fault: 'not-base64', text: 'FRAGMENT is no base64', guid, source }
  return { guid, source, number, size, bytes, kind: nameIn(MRN_TYPE) }
}
