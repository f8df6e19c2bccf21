import { secretFinder } from '../redaction/find-secrets.js'
import { hide } from '../redaction/hide.js'
import { cleanText } from '../wire/state.js'

/** So much of a text is looked at. Far more than is shown, and less than it takes to keep a program busy. */
const longest = 16_384

/** Cuts every secret out of a text, whatever its letter case and encoding, and longer parts of one. */
export const scrub = (text: string, secrets: readonly string[]): string =>
  hide(text, secretFinder(secrets)(text), '[removed]')

/**
 * Text that a service supplied, safe to print. Scrubbed before it is shortened, so that no secret survives in part at
 * the cut.
 */
export const serverText = (raw: unknown, secrets: readonly string[]): string =>
  typeof raw === 'string' ? cleanText(scrub(raw.slice(0, longest), secrets)) : ''
