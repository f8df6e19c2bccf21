import type { AckMessage } from '../wire/messages.js'
import { nakCode, type NakCode } from '../wire/nak-code.js'
import { cleanText } from '../wire/state.js'

/** Longest name that a code may have; what is longer is no name, and may be anything. */
const longestCode = 40

/** The answer to a post as it came, whatever the types of its members. */
export const readAck = (ack: AckMessage): { readonly code: NakCode; readonly text: string } => {
  const code = nakCode(ack.NakCode)
  return { code: cleanText(code).slice(0, longestCode), text: cleanText(ack.Text) }
}
