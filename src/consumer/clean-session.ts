import { map } from 'rxjs'
import { redacted } from '../session/redact.js'
import type { Session } from '../session/session.js'
import type { Token } from '../token/token.js'
import type { StreamMessage } from '../wire/messages.js'
import type { WireState } from '../wire/state.js'

/** Text of the server as it came, if no token is in it: nearly always, and then nothing is copied. */
const clean = (raw: unknown, tokens: readonly Token[]): unknown => {
  if (typeof raw !== 'string' || raw === '') return raw
  const text = redacted(raw, tokens)
  return text.includes('[token]') ? text : raw
}

const cleanState = (state: WireState, tokens: readonly Token[]): WireState => {
  const [code, text] = [clean(state.Code, tokens), clean(state.Text, tokens)]
  return code === state.Code && text === state.Text ? state : { ...state, Code: code, Text: text }
}

const cleanMessage = (message: StreamMessage, tokens: readonly Token[]): StreamMessage => {
  switch (message.Type) {
    case 'Refresh':
    case 'Status': {
      const given: unknown = message.State
      if (typeof given !== 'object' || given === null) return message
      const state = cleanState(given, tokens)
      return state === given ? message : { ...message, State: state }
    }
    case 'Error': {
      const text = clean(message.Text, tokens)
      return text === message.Text ? message : { ...message, Text: String(text) }
    }
    default:
      return message
  }
}

/**
 * A session that does not tell the tokens that were sent to its server, wherever the server repeats them in a text:
 * what it says of itself, of an item's state, or of a request that it could not read.
 *
 * @param tokens - the tokens sent so far
 */
export const cleanSession = (session: Session, tokens: () => readonly Token[]): Session => {
  const { applicationName, ...login } = session.login
  return {
    ...session,
    login: {
      ...login,
      ...(applicationName === undefined ? {} : { applicationName: redacted(applicationName, tokens()) }),
    },
    messages$: session.messages$.pipe(map((message) => cleanMessage(message, tokens()))),
  }
}
