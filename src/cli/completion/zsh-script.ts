import type { Suggested } from '../args/option.js'
import type { CommandWords, OptionWords } from './words.js'

/** Text in single quotes; in a specification of `_arguments`, colons and brackets are to be escaped too. */
const quoted = (text: string): string => `'${text.replace(/'/g, "'\\''")}'`
const escaped = (text: string): string => text.replace(/[:[\]\\]/g, '\\$&')

const action = (suggested: Suggested): string =>
  suggested === 'files' ? '_files' : `(${suggested.join(' ')})`

const optionSpec = ({ name, summary, takesValue, suggested }: OptionWords): string => {
  const value = takesValue ? `:value:${action(suggested)}` : ''
  return quoted(`${name}${takesValue ? '=' : ''}[${escaped(summary)}]${value}`)
}

const commandCase = ({ name, options, suggested }: CommandWords): readonly string[] => [
  `    ${name}) _arguments -S ${[...options.map(optionSpec), quoted(`*:argument:${action(suggested)}`)].join(' ')} ;;`,
]

/** The script for zsh. */
export const zshScript = (commands: readonly CommandWords[]): string =>
  [
    '#compdef omm',
    '# Completion of omm for zsh, made by omm completion zsh.',
    '_omm() {',
    '  local -a commands',
    `  commands=(${commands.map(({ name, summary }) => quoted(`${name}:${escaped(summary)}`)).join(' ')})`,
    '  if (( CURRENT == 2 )); then',
    "    _describe 'command' commands",
    '    return',
    '  fi',
    '  local command=$words[2]',
    // The rest is completed as if the command stood first.
    '  shift words; (( CURRENT-- ))',
    '  case $command in',
    ...commands.flatMap(commandCase),
    '  esac',
    '}',
    'compdef _omm omm',
    '',
  ].join('\n')
