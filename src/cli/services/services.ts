import type { Command } from '../command.js'
import { howOptions, simulatorOptions, whereOptions } from '../feed/feed-options.js'
import { readServicesArguments, whatOptions } from './options.js'

/** `omm services`: the source directory, live. */
export const services: Command = {
  usage: 'omm services [options]',
  about:
    'Shows the source directory: which services there are, whether they are up and take requests. On a terminal ' +
    'a table that stays up to date; elsewhere, or with --json, a JSON line for each service and for each change ' +
    'of its state.',
  options: [
    ['What', whatOptions],
    ['Where', whereOptions],
    ['The simulator', simulatorOptions],
    ['How', howOptions],
  ],
  examples: [
    ['omm services --snapshot', 'the services of the simulator, as a table'],
    ['RX_OMM_LOGIN_NAME=me omm services --url ws://ads:15000 --json', 'every change, a line each'],
  ],
  run: async (args, io) => {
    const wish = readServicesArguments(args)
    // Loaded only here: help, completion and mistakes need nothing of it.
    const { runServices } = await import('./run-services.js')
    return runServices(wish, io)
  },
}
