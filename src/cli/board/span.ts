import { ansi } from '../terminal/ansi.js'
import { printable } from '../terminal/printable.js'

/** Styles that are used on the board, as the numbers that terminals know them by. */
export const styles = {
  plain: '',
  bold: '1',
  dim: '2',
  up: '32',
  down: '31',
  good: '32',
  warn: '33',
  bad: '1;31',
  accent: '36',
  heading: '4;2',
  title: '1;30;46',
  alarm: '1;97;41',
  pressed: '1;30;43',
  flashNew: '30;46',
  flashUp: '30;42',
  flashDown: '30;41',
} as const

/** A style by what it means. */
export type Style = keyof typeof styles

/** A piece of a line in one style. */
export interface Span {
  readonly text: string
  readonly style: Style
}

/** A line of the board. */
export type Line = readonly Span[]

/** A piece of a line. What comes from elsewhere cannot command the terminal: control characters are blanked. */
export const span = (text: string, style: Style = 'plain'): Span => ({ text: printable(text), style })

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]/u

const widthOf = (character: string): number => (/\p{M}/u.test(character) ? 0 : wide.test(character) ? 2 : 1)

/** How many columns a text takes. */
export const textWidth = (text: string): number => {
  let width = 0
  for (const character of text) width += widthOf(character)
  return width
}

/** As much of a text as fits, with a sign where something is cut off. */
export const fit = (text: string, width: number): string => {
  if (textWidth(text) <= width) return text
  let [kept, used] = ['', 0]
  for (const character of text) {
    used += widthOf(character)
    if (used > width - 1) break
    kept += character
  }
  return width <= 0 ? '' : `${kept}…`
}

/** Nothing, where a terminal is too narrow for what should be there. */
const blanks = (width: number): string => ' '.repeat(Math.max(0, width))

/** A text at the right of a column. */
export const right = (text: string, width: number): string => {
  const fitting = fit(text, width)
  return blanks(width - textWidth(fitting)) + fitting
}

/** A text at the left of a column. */
export const left = (text: string, width: number): string => {
  const fitting = fit(text, width)
  return fitting + blanks(width - textWidth(fitting))
}

/** How many columns a line takes. */
export const lineWidth = (line: Line): number => line.reduce((sum, { text }) => sum + textWidth(text), 0)

/** Two parts of a line, one at each end; the left one is cut where they meet. */
export const apart = (first: Line, second: Line, width: number): Line => {
  const taken = lineWidth(second)
  const begin = cut(first, Math.max(0, width - taken - 1))
  const used = lineWidth(begin)
  return [...begin, span(' '.repeat(Math.max(1, width - taken - used))), ...second]
}

/** As much of a line as fits. */
export const cut = (line: Line, width: number): Line => {
  const kept: Span[] = []
  let rest = width
  for (const piece of line) {
    if (rest <= 0) break
    const text = fit(piece.text, rest)
    kept.push({ ...piece, text })
    rest -= textWidth(text)
  }
  return kept
}

/** A line as it is written to a terminal. */
export const render = (line: Line, width: number, colours: boolean): string =>
  cut(line, width)
    .map(({ text, style }) =>
      colours && styles[style] !== '' ? `${ansi.style(styles[style])}${text}${ansi.reset}` : text,
    )
    .join('')
