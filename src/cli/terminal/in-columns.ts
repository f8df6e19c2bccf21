import { left, textWidth } from '../board/span.js'
import { printable } from './printable.js'

/** Texts side by side, as many in a line as fit, in the order of the lines. */
export const inColumns = (texts: readonly string[], width: number): readonly string[] => {
  const shown = texts.map(printable)
  const widest = Math.max(1, ...shown.map(textWidth)) + 2
  const perLine = Math.max(1, Math.floor((width + 2) / widest))
  return Array.from({ length: Math.ceil(shown.length / perLine) }, (_, line) =>
    shown
      .slice(line * perLine, (line + 1) * perLine)
      .map((text) => left(text, widest))
      .join('')
      .trimEnd(),
  )
}
