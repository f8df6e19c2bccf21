import type { Command, CommandEntry } from '../command.js'
import { exitCodeHelp } from '../exit-codes.js'
import { environmentHelp } from '../feed/environment.js'
import { columns, lineWidth, wrap, type Pairs } from './columns.js'
import type { Options } from './option.js'

/** Options as two columns. */
export const optionPairs = (options: Options): Pairs =>
  Object.entries(options).map(([name, { placeholder, summary }]) => [
    placeholder === undefined ? `--${name}` : `--${name} ${placeholder}`,
    summary,
  ])

/** The help of a command, ending in a newline. */
export const helpText = ({ usage, about, options, notes = [], examples }: Command): string =>
  [
    `Usage: ${usage}`,
    '',
    ...wrap(about, lineWidth),
    '',
    'Examples:',
    ...examples.flatMap(([command, what]) => [`  ${command}`, `      ${what}`]),
    ...options.flatMap(([title, group]) => ['', `${title}:`, ...columns(optionPairs(group))]),
    ...notes.flatMap(([title, pairs]) => ['', `${title}:`, ...columns(pairs)]),
    '',
    'Environment variables (credentials) and exit codes: omm --help',
    '',
  ].join('\n')

/** The help of `omm` itself, ending in a newline. */
export const overview = (commands: readonly CommandEntry[]): string =>
  [
    'Usage: omm COMMAND [options]',
    '',
    ...wrap(
      'Real-time market data at the terminal. Nothing is needed to try it: without credentials and addresses, a ' +
        'simulator is started and used.',
      lineWidth,
    ),
    '',
    'Commands:',
    ...columns(commands.map(({ name, summary }) => [name, summary])),
    '',
    'Options:',
    ...columns([
      ['-h, --help', 'this; and the help of a command: omm help watch, or omm watch --help'],
      ['-V, --version', 'the version'],
    ]),
    '',
    'Examples:',
    '  omm watch EUR= JPY=',
    '  omm watch EUR= --region eu-west-1',
    '  omm simulate --port 15000',
    '',
    'Environment:',
    ...columns(environmentHelp),
    '',
    'Exit codes:',
    ...columns(exitCodeHelp),
    '',
  ].join('\n')
