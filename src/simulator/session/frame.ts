import { checkMessage, type Fault } from './check.js'

/** Why a message that reads well cannot be understood all the same. */
export type Problem = Omit<Fault, 'id'>

/** A frame of a client as the server's reader sees it. */
export interface ReadFrame {
  /** The messages before the first fault. */
  readonly messages: readonly Readonly<Record<string, unknown>>[]
  readonly fault?: Fault
}

/** Integers must be written plainly: `2.0` and `2e0` are refused. */
const oddInteger =
  /"(ID|Type|Domain|Service|NameType|Filter|Identifier|PostID|PartNumber|SeqNumber)"\s*:\s*-?\d+[.eE]/

/** Escapes beyond ASCII are refused; an escaped backslash before the `u` is no escape. */
const wideEscape = /(?<!\\)(?:\\\\)*\\u(?!00[0-7])[0-9a-fA-F]{4}/

/** Reads a frame as strictly as the vendor's server. Everything behind the first fault is lost. */
export const readFrame = (frame: string, strict: boolean): ReadFrame => {
  if (frame === '') return { messages: [], fault: { id: 0, text: 'Empty JSON Message' } }
  let parsed: unknown
  try {
    parsed = JSON.parse(frame)
  } catch {
    return { messages: [], fault: { id: 0, text: 'JSON parser error: -2' } }
  }
  if (wideEscape.test(frame)) return { messages: [], fault: { id: 0, text: 'JSON parser error: -2' } }
  const entries: readonly unknown[] = Array.isArray(parsed) ? parsed : [parsed]
  const odd = oddInteger.exec(frame)?.[1]
  if (odd !== undefined) {
    const text = `JSON Converter Token Type error: Expected 'PRIMITIVE' for key '${odd}' Received 'PRIMITIVE'`
    return { messages: [], fault: { id: 0, text, member: odd } }
  }
  const messages: Readonly<Record<string, unknown>>[] = []
  for (const entry of entries) {
    const fault = checkMessage(entry, strict)
    if (fault) return { messages, fault }
    messages.push(entry as Readonly<Record<string, unknown>>)
  }
  return { messages }
}

/** The `Error` that tells a client of its fault. */
export const errorMessage = (
  { id, text, member }: Fault,
  frame: string,
): Readonly<Record<string, unknown>> => {
  const offset = member === undefined || member === '' ? -1 : frame.indexOf(`"${member}"`)
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
