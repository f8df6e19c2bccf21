import { ansi } from './ansi.js'

/**
 * What to write so that a screen that shows `before` shows `after`: the lines that differ, and nothing else, so
 * that nothing flickers.
 *
 * @param before - lines on the screen; `undefined` when it is not known what is there
 */
export const paint = (before: readonly string[] | undefined, after: readonly string[]): string => {
  const changed = after.flatMap((line, index) =>
    line === before?.[index] ? [] : [`${ansi.toLine(index + 1)}${line}${ansi.reset}${ansi.clearLine}`],
  )
  const rest =
    before !== undefined && before.length > after.length
      ? `${ansi.toLine(after.length + 1)}${ansi.clearBelow}`
      : ''
  if (before !== undefined && changed.length === 0 && rest === '') return ''
  // What is there and not known goes first: below the last line of the screen there is nothing to clear from.
  const clear = before === undefined ? `${ansi.toLine(1)}${ansi.clearBelow}` : ''
  return `${ansi.beginUpdate}${clear}${changed.join('')}${rest}${ansi.endUpdate}`
}
