import type { Command } from '../command.js'
import { howOptions, whereOptions } from '../simulate/options.js'
import { playOptions, readReplayArguments } from './options.js'

/** `omm replay`: serves a recording until it is told to end. */
export const replay: Command = {
  usage: 'omm replay FILE… [options]',
  about:
    'Serves a recording of omm record: each request is answered with what the recording holds for it, and goes ' +
    'on with the recorded timing. Several files are for several connections, in turn. Tokens and service ' +
    'discovery are to be had as from omm simulate, on the same port.',
  options: [
    ['How it is played', playOptions],
    ['Where', whereOptions],
    ['How', howOptions],
  ],
  suggested: 'files',
  examples: [
    ['omm replay session.ndjson --port 15000', 'at the usual port of a server on premises'],
    ['omm replay session.ndjson session-2.ndjson', 'the second connection gets the second recording'],
    ['omm replay session.ndjson --speed max --json', 'all at once, with every frame'],
  ],
  run: async (args, io) => {
    const wish = readReplayArguments(args)
    // Loaded only here: help, completion and mistakes need nothing of it.
    const { runReplay } = await import('./run-replay.js')
    return runReplay(wish, io)
  },
}
