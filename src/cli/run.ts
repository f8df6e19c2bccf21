import { columns } from './args/help.js'
import { refuseSecrets } from './args/refuse-secrets.js'
import { commands } from './commands.js'
import { exitCodeHelp, exitCodes } from './exit-codes.js'
import { Fault } from './fault.js'
import type { Io } from './io.js'
import { readVersion } from './version.js'

const overview = (): string =>
  [
    'Usage: omm COMMAND [options]',
    '',
    'Real-time market data at the terminal.',
    '',
    'Commands:',
    ...columns(commands.map(({ name, summary }) => [name, summary])),
    '',
    'Options:',
    ...columns([
      ['--help', 'this, or the help of a command: omm watch --help'],
      ['--version', 'the version'],
    ]),
    '',
    'Examples:',
    '  omm watch EUR= JPY=',
    '  omm simulate --json',
    '',
    'Exit codes:',
    ...columns(exitCodeHelp),
    '',
  ].join('\n')

const helpFlags: readonly (string | undefined)[] = ['--help', '-h']

const wantsHelp = (args: readonly string[]): boolean => {
  const end = args.indexOf('--')
  return args.slice(0, end < 0 ? undefined : end).some((argument) => helpFlags.includes(argument))
}

const dispatch = async ([first, ...args]: readonly string[], io: Io): Promise<number> => {
  if (first === undefined || helpFlags.includes(first) || first === 'help') {
    const about = commands.find(({ name }) => name === args[0])
    const wanted = first !== undefined
    ;(wanted ? io.stdout : io.stderr).write(about?.help() ?? overview())
    return wanted ? exitCodes.done : exitCodes.usage
  }
  if (first === '--version' || first === '-V') {
    io.stdout.write(`${await readVersion()}\n`)
    return exitCodes.done
  }
  const command = commands.find(({ name }) => name === first)
  if (command === undefined) {
    if (first.startsWith('-')) refuseSecrets(first.replace(/=.*$/s, ''))
    throw new Fault(`there is no such command; it is one of ${commands.map(({ name }) => name).join(', ')}`)
  }
  if (wantsHelp(args)) {
    io.stdout.write(command.help())
    return exitCodes.done
  }
  return command.run(args, io)
}

/**
 * Runs `omm`.
 *
 * @param args - the arguments, without node and the script
 * @returns the exit code; what went wrong has been told in one line
 */
export const run = async (args: readonly string[], io: Io): Promise<number> => {
  try {
    return await dispatch(args, io)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    const hint = error.exitCode === exitCodes.usage ? ' (omm --help)' : ''
    io.stderr.write(`omm: ${error.message}${hint}\n`)
    return error.exitCode
  }
}
