import type { Command } from '../command.js'
import { howOptions, simulatorOptions, whereOptions } from '../feed/feed-options.js'
import { readListArguments, whatOptions } from './options.js'

/** `omm list`: a symbol list or chain, live. */
export const list: Command = {
  usage: 'omm list NAME [options]',
  about:
    'Shows the members of a symbol list or chain, and then, a line each, who comes, who goes and who moves. Where there ' +
    'is no such list, it is taken for a chain. With --items the members are opened as items and shown as omm watch ' +
    'shows them.',
  options: [
    ['What', whatOptions],
    ['Where', whereOptions],
    ['The simulator', simulatorOptions],
    ['How', howOptions],
  ],
  examples: [
    ['omm list 0#.FTSE', 'a list of the simulator, which changes now and then'],
    ['omm list 0#.FTSE --snapshot --json', 'its members, as one line'],
    ['omm list 0#.FTSE --domain MarketPrice', 'the same as a chain of records'],
    ['omm list 0#.FTSE --items', 'its members on a board, as they come and go'],
  ],
  run: async (args, io) => {
    const wish = readListArguments(args)
    // Loaded only here: help, completion and mistakes need nothing of it.
    const { runList } = await import('./run-list.js')
    return runList(wish, io)
  },
}
