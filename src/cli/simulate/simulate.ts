import type { Command } from '../command.js'
import { quitHelp, troubleHelp } from '../scenario/troubles.js'
import {
  howOptions,
  marketOptions,
  readSimulateArguments,
  sessionOptions,
  tokenOptions,
  whereOptions,
} from './options.js'

/** `omm simulate`: serves a simulator until it is told to end. */
export const simulate: Command = {
  usage: 'omm simulate [options]',
  about:
    'Serves token service v1 and v2, service discovery and a tr_json2 server on one port, for clients in any ' +
    'language, until it is told to end. Prints what happens.',
  options: [
    ['Where', whereOptions],
    ['Tokens and discovery', tokenOptions],
    ['Market', marketOptions],
    ['Connections and logins', sessionOptions],
    ['How', howOptions],
  ],
  notes: [['Keys at a terminal', [...troubleHelp, quitHelp]]],
  examples: [
    ['omm simulate --port 15000', 'at the usual port of a server on premises'],
    ['omm simulate --json | jq -c "select(.http)"', 'requests for tokens only'],
    ['omm simulate --token-ttl 10 --drop-every 30 --rate 10', 'a bad day'],
    ['omm simulate --tls --dead-endpoint 1', 'encrypted, and the first address of each region leads nowhere'],
  ],
  run: async (args, io) => {
    const wish = readSimulateArguments(args)
    // Loaded only here: help, completion and mistakes need nothing of it.
    const { runSimulate } = await import('./run-simulate.js')
    return runSimulate(wish, io)
  },
}
