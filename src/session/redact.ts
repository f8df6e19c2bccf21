import { secretFinder, shortestPiece } from '../redaction/find-secrets.js'
import { hide } from '../redaction/hide.js'
import type { Token } from '../token/token.js'
import { cleanText } from '../wire/state.js'

/** So much of a text is looked at. Far more than is shown, and less than it takes to keep a program busy. */
const longest = 16_384

/**
 * Makes text of a server safe to show: without the tokens that were sent to it, whatever their letter case and encoding,
 * and without longer parts of them, for a server that cuts its texts may cut the token, too. They are taken out before
 * the text is shortened, so that no part of one is left at the end.
 */
export const redactor = (tokens: readonly Token[]): ((raw: unknown) => string) => {
  const shortest = Math.min(shortestPiece, ...tokens.map((token) => token.reveal().length))
  let find: ReturnType<typeof secretFinder> | undefined
  /** What was asked last: thousands of refreshes in a row say the same. */
  let last = ''
  let shown = ''
  return (raw) => {
    // What every refresh says, that all is well, has no room for one; so most sessions never need to look.
    if (tokens.length === 0 || typeof raw !== 'string' || raw.length < shortest) return cleanText(raw)
    if (raw === last) return shown
    find ??= secretFinder(tokens.map((token) => token.reveal()))
    const text = raw.slice(0, longest)
    shown = cleanText(hide(text, find(text), '[token]'))
    last = raw
    return shown
  }
}
