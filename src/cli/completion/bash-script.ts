import type { Suggested } from '../args/option.js'
import type { CommandWords } from './words.js'

const offer = (suggested: Suggested): string =>
  suggested === 'files'
    ? `IFS=$'\\n'; compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$word"))`
    : `COMPREPLY=($(compgen -W '${suggested.join(' ')}' -- "$word"))`

const commandCase = ({ name, options, suggested }: CommandWords): readonly string[] => [
  `    ${name})`,
  '      case $before in',
  ...options
    .filter(({ takesValue }) => takesValue)
    .map((option) => `        ${option.name}) ${offer(option.suggested)}; return ;;`),
  '      esac',
  `      if [[ $word == -* ]]; then COMPREPLY=($(compgen -W '${options.map((option) => option.name).join(' ')}' -- "$word"))`,
  `      else ${offer(suggested)}; fi ;;`,
]

/** The script for bash, 3.2 or later. */
export const bashScript = (commands: readonly CommandWords[]): string =>
  [
    '# Completion of omm for bash, made by omm completion bash.',
    '_omm() {',
    "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} IFS=$' \\n'",
    '  COMPREPLY=()',
    // Readline makes words of their own of the sign in --option=value.
    '  if [[ $word == "=" ]]; then word=""',
    '  elif [[ $before == "=" ]]; then before=${COMP_WORDS[COMP_CWORD-2]}; fi',
    '  if (( COMP_CWORD == 1 )); then',
    `    COMPREPLY=($(compgen -W '${commands.map(({ name }) => name).join(' ')} --help --version' -- "$word"))`,
    '    return',
    '  fi',
    '  case ${COMP_WORDS[1]} in',
    ...commands.flatMap(commandCase),
    '  esac',
    '}',
    'complete -F _omm omm',
    '',
  ].join('\n')
