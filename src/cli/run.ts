import { helpText, overview } from './args/help.js'
import { didYouMean } from './args/nearest.js'
import { refuseSecrets } from './args/refuse-secrets.js'
import type { CommandEntry } from './command.js'
import { commands } from './commands.js'
import { exitCodes } from './exit-codes.js'
import { Fault } from './fault.js'
import type { Io } from './io.js'
import { tell } from './terminal/tell.js'
import { readVersion } from './version.js'

const helpFlags: readonly (string | undefined)[] = ['--help', '-h']

const wantsHelp = (args: readonly string[]): boolean => {
  const end = args.indexOf('--')
  return args.slice(0, end < 0 ? undefined : end).some((argument) => helpFlags.includes(argument))
}

const find = (wanted: string): CommandEntry => {
  const entry = commands.find(({ name }) => name === wanted)
  if (entry !== undefined) return entry
  const names = commands.map(({ name }) => name)
  if (wanted.startsWith('-')) {
    refuseSecrets(wanted.replace(/=.*$/s, ''))
    throw new Fault('a command comes first, and then its options, for instance omm watch --json')
  }
  throw new Fault(`there is no such command; it is one of ${names.join(', ')}${didYouMean(wanted, names)}`)
}

const dispatch = async ([first, ...args]: readonly string[], io: Io): Promise<number> => {
  if (first === undefined) {
    io.stderr.write(overview(commands))
    return exitCodes.usage
  }
  if (helpFlags.includes(first) || first === 'help') {
    const about = args.find((argument) => !helpFlags.includes(argument))
    io.stdout.write(about === undefined ? overview(commands) : helpText(await find(about).load()))
    return exitCodes.done
  }
  if (first === '--version' || first === '-V') {
    io.stdout.write(`${await readVersion()}\n`)
    return exitCodes.done
  }
  const command = await find(first).load()
  if (wantsHelp(args)) {
    io.stdout.write(helpText(command))
    return exitCodes.done
  }
  return command.run(args, io, commands)
}

/** Where to read on, for who called it wrongly. */
const hintFor = (first: string | undefined): string =>
  commands.some(({ name }) => name === first) ? ` (omm ${String(first)} --help)` : ' (omm --help)'

/**
 * Runs `omm`.
 *
 * @param args - the arguments, without node and the script
 * @returns the exit code; what went wrong has been told: in one line, which only a terminal breaks at spaces
 */
export const run = async (args: readonly string[], io: Io): Promise<number> => {
  try {
    return await dispatch(args, io)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    tell(io.stderr, `${error.message}${error.exitCode === exitCodes.usage ? hintFor(args[0]) : ''}`)
    return error.exitCode
  }
}
