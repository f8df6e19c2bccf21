import type { Suggested } from '../args/option.js'
import type { CommandWords, OptionWords } from './words.js'

const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`

const words = (suggested: Suggested): string =>
  suggested === 'files' ? ' -F' : suggested.length === 0 ? '' : ` -a ${quoted(suggested.join(' '))}`

const optionLine =
  (given: string) =>
  ({ name, summary, takesValue, suggested }: OptionWords): string => {
    // -x: takes a value, which is no file; -r: takes one.
    const value = takesValue ? `${suggested === 'files' ? ' -r' : ' -x'}${words(suggested)}` : ''
    return `complete -c omm -n ${given} -l ${name.slice(2)} -d ${quoted(summary)}${value}`
  }

const commandLines = ({ name, summary, options, suggested }: CommandWords): readonly string[] => {
  const given = quoted(`__fish_seen_subcommand_from ${name}`)
  return [
    `complete -c omm -n __fish_use_subcommand -a ${name} -d ${quoted(summary)}`,
    ...options.map(optionLine(given)),
    ...(suggested.length === 0 ? [] : [`complete -c omm -n ${given}${words(suggested)}`]),
  ]
}

/** The script for fish. */
export const fishScript = (commands: readonly CommandWords[]): string =>
  [
    '# Completion of omm for fish, made by omm completion fish.',
    'complete -c omm -f',
    ...commands.flatMap(commandLines),
    '',
  ].join('\n')
