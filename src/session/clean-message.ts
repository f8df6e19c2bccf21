import { isKnownStateCode } from '../wire/enums.js'
import type { StreamMessage } from '../wire/messages.js'
import type { WireState } from '../wire/state.js'

/** Takes the tokens out of a text of the server, and leaves a mark where there was one: see `redactor`. */
type Redact = (raw: string) => string

/** Text of the server as it came, if no token is in it: nearly always, and then nothing is copied. */
const clean = (raw: unknown, redact: Redact): unknown => {
  if (typeof raw !== 'string' || raw === '') return raw
  const text = redact(raw)
  return text.includes('[token]') ? text : raw
}

const cleanState = (state: WireState, redact: Redact): WireState => {
  // A code that is known decides what happens next, and a short token may be a part of its name.
  const code = isKnownStateCode(state.Code) ? state.Code : clean(state.Code, redact)
  const text = clean(state.Text, redact)
  return code === state.Code && text === state.Text ? state : { ...state, Code: code, Text: text }
}

/**
 * A message without the tokens that the server may have repeated in what it says of an item's state, or of a post.
 * Updates hold no such text, and pass as they are.
 */
export const cleanMessage = <Message extends StreamMessage>(message: Message, redact: Redact): Message => {
  switch (message.Type) {
    case 'Refresh':
    case 'Status': {
      const given: unknown = message.State
      if (typeof given !== 'object' || given === null) return message
      const state = cleanState(given, redact)
      return state === given ? message : { ...message, State: state }
    }
    case 'Ack': {
      const [code, text] = [clean(message.NakCode, redact), clean(message.Text, redact)]
      return code === message.NakCode && text === message.Text
        ? message
        : { ...message, NakCode: code, Text: text }
    }
    default:
      return message
  }
}

/** Deeper than the content of any message; beyond, a server could nest deeper than the stack reaches. */
const deepest = 64

/**
 * A value without the tokens that the server may have repeated in any text of it, however deep. Walks through all of
 * it: for messages that are rare, and whose content is shown. What is nested too deep is blank.
 */
export const cleanValue = (value: unknown, redact: Redact, depth = 0): unknown => {
  if (typeof value === 'string') return clean(value, redact)
  if (typeof value !== 'object' || value === null) return value
  if (depth === deepest) return null
  if (Array.isArray(value)) return value.map((each: unknown) => cleanValue(each, redact, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, cleanValue(member, redact, depth + 1)]),
  )
}
