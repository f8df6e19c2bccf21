import type { Range } from '../redaction/find-secrets.js'
import { hide } from '../redaction/hide.js'
import { secretMembers } from './secret-members.js'

/** What looks like a token wherever it stands. */
const tokenLike = /[\w.~+/-]{48,}={0,2}/g

const tokensLike = (text: string): readonly Range[] =>
  [...text.matchAll(tokenLike)].map(({ index, 0: run }): Range => [index, index + run.length])

/**
 * A frame without its secrets: those that are known, what the names of members give away, and what looks like a token.
 * Looks at the text alone and not at what it means, for a frame that cannot be read is the one that is wanted.
 *
 * @param length - so much of the text is shown; what follows helps to find what the cut goes through
 */
export const redactFrame = (
  text: string,
  length: number,
  findSecrets: (text: string) => readonly Range[],
): string =>
  hide(text, [...findSecrets(text), ...secretMembers(text), ...tokensLike(text)], '[removed]', length)
