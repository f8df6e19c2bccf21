import type { Token } from '../token/token.js'
import { cleanText } from '../wire/state.js'

/** Runs of letters and digits that are long enough to be a part of a token, and too long to be a word. */
const longRuns = /[\w-]{16,}/g

/** Length of the shortest of them. */
const longRun = 16

/** A text without a token, and without longer parts of it: a server that cuts its texts may cut the token, too. */
const without = (text: string, token: string): string => {
  // What every refresh says, that all is well, has room for neither.
  if (token === '' || text.length < Math.min(longRun, token.length)) return text
  return text.replaceAll(token, '[token]').replace(longRuns, (run) => (token.includes(run) ? '[token]' : run))
}

/**
 * Text of a server, safe to show, without the tokens that were sent to it. They are taken out before the text is
 * shortened, so that no part of one is left at the end.
 */
export const redacted = (raw: unknown, tokens: readonly Token[]): string =>
  typeof raw === 'string' ? cleanText(tokens.reduce((text, token) => without(text, token.reveal()), raw)) : ''
