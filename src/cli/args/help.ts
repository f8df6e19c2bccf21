import { exitCodeHelp } from '../exit-codes.js'
import type { Options } from './option.js'

/** Lines of two columns. */
export type Pairs = readonly (readonly [left: string, right: string])[]

const lineWidth = 96
const longestLeft = 26

const wrap = (text: string, width: number): readonly string[] =>
  text.split(' ').reduce<readonly string[]>((lines, word) => {
    const line = lines.at(-1)
    return line === undefined || line.length + 1 + word.length > width
      ? [...lines, word]
      : [...lines.slice(0, -1), `${line} ${word}`]
  }, [])

/** Two columns; the right one is wrapped. */
export const columns = (pairs: Pairs): readonly string[] => {
  const width = Math.min(longestLeft, Math.max(...pairs.map(([left]) => left.length)))
  return pairs.flatMap(([left, right]) => {
    const [first = '', ...others] = wrap(right, lineWidth - width - 4)
    const rest = others.map((line) => `${' '.repeat(width + 4)}${line}`)
    return left.length <= width
      ? [`  ${left.padEnd(width)}  ${first}`, ...rest]
      : [`  ${left}`, `${' '.repeat(width + 4)}${first}`, ...rest]
  })
}

/** Options as two columns. */
export const optionPairs = (options: Options): Pairs =>
  Object.entries(options).map(([name, { placeholder, summary }]) => [
    placeholder === undefined ? `--${name}` : `--${name} ${placeholder}`,
    summary,
  ])

/** What the help of a command says. */
export interface Help {
  /** How it is called, for instance `omm watch [NAME…] [options]`. */
  readonly usage: string
  readonly summary: string
  /** Groups of lines under a title. */
  readonly sections: readonly (readonly [title: string, pairs: Pairs])[]
  /** Command lines with what they do. */
  readonly examples: Pairs
}

/** The text of a help, ending in a newline. */
export const helpText = ({ usage, summary, sections, examples }: Help): string =>
  [
    `Usage: ${usage}`,
    '',
    ...wrap(summary, lineWidth),
    ...sections.flatMap(([title, pairs]) => ['', `${title}:`, ...columns(pairs)]),
    '',
    'Examples:',
    ...examples.flatMap(([command, what]) => [`  ${command}`, `      ${what}`]),
    '',
    'Exit codes:',
    ...columns(exitCodeHelp),
    '',
  ].join('\n')
