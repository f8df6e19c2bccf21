import type { Fault } from './check/fault.js'
import { checkMessage } from './check/check-message.js'
import { withOddNumbers } from './check/odd-number.js'
import { startOf } from './check/start-of.js'

/** Why a message that reads well cannot be understood all the same. */
export type Problem = Omit<Fault, 'id'>

/** Where in its frame a message is at fault. */
export interface FrameFault extends Fault {
  /** Which message of the frame it is, from 0; absent is the first. */
  readonly index?: number
}

/** A frame of a client as the server's reader sees it. */
export interface ReadFrame {
  /** The messages before the first fault. */
  readonly messages: readonly Readonly<Record<string, unknown>>[]
  /** The same messages, numbers kept as {@link withOddNumbers} does: parsing rounds those of more than 15 digits. */
  readonly exact: readonly Readonly<Record<string, unknown>>[]
  readonly fault?: FrameFault
}

/** Escapes beyond ASCII are refused; an escaped backslash before the `u` is no escape. */
const wideEscape = /(?<!\\)(?:\\\\)*\\u(?!00[0-7])[0-9a-fA-F]{4}/

const unreadable = (text: string): ReadFrame => ({
  messages: [],
  exact: [],
  fault: { id: 0, text, index: 0 },
})

const parse = (frame: string): unknown => {
  try {
    return JSON.parse(frame) as unknown
  } catch {
    return undefined
  }
}

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? (value as readonly unknown[]) : [value]

/** Reads a frame as strictly as the vendor's server. Everything behind the first fault is lost. */
export const readFrame = (frame: string, strict: boolean): ReadFrame => {
  if (frame === '') return unreadable('Empty JSON Message')
  const parsed = parse(frame)
  if (parsed === undefined || wideEscape.test(frame)) return unreadable('JSON parser error: -2')
  const entries = listOf(parsed)
  const exact = listOf(withOddNumbers(frame, parsed)) as readonly Readonly<Record<string, unknown>>[]
  const messages: Readonly<Record<string, unknown>>[] = []
  for (const [index, entry] of entries.entries()) {
    const fault = checkMessage(exact[index], strict)
    if (fault) return { messages, exact, fault: { ...fault, index } }
    messages.push(entry as Readonly<Record<string, unknown>>)
  }
  return { messages, exact }
}

/** The `Error` that tells a client of its fault. */
export const errorMessage = (
  { id, text, member, index = 0 }: FrameFault,
  frame: string,
): Readonly<Record<string, unknown>> => {
  const offset =
    member === undefined || member === '' ? -1 : frame.indexOf(`"${member}"`, startOf(frame, index))
  return {
    ID: id,
    Type: 'Error',
    Text: text,
    Debug: {
      File: 'simulator/session/frame.ts',
      Line: 1,
      ...(offset < 0 ? {} : { Offset: offset }),
      Message: frame,
    },
  }
}
