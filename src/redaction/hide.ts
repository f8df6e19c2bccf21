import type { Range } from './find-secrets.js'

/**
 * A text with a mark in the place of each range; of those that overlap or touch, one mark for all.
 *
 * @param length - so much of the text is shown
 */
export const hide = (text: string, ranges: readonly Range[], mark: string, length = text.length): string => {
  const sorted = ranges.filter(([from, to]) => from < Math.min(to, length)).sort(([a], [b]) => a - b)
  let shown = ''
  let done = 0
  for (const [from, to] of sorted) {
    if (to <= done) continue
    // What overlaps the one before, or touches it, is the same secret.
    if (from > done || shown === '') shown += `${text.slice(done, from)}${mark}`
    done = to
  }
  return shown + text.slice(done, Math.max(done, length))
}
