import type { Range } from './find-secrets.js'
import { secretMembers } from './secret-members.js'

/** What looks like a token wherever it stands. */
const tokenLike = /[\w.~+/-]{48,}={0,2}/g

/** Stands for what is not shown. */
const removed = '[removed]'

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
): string => {
  const ranges = [...findSecrets(text), ...secretMembers(text), ...tokensLike(text)]
    .filter(([from, to]) => from < Math.min(to, length))
    .sort(([a], [b]) => a - b)
  let shown = ''
  let done = 0
  for (const [from, to] of ranges) {
    if (to <= done) continue
    // What overlaps the one before, or touches it, is the same secret.
    if (from > done || shown === '') shown += `${text.slice(done, from)}${removed}`
    done = to
  }
  return shown + text.slice(done, Math.max(done, length))
}
