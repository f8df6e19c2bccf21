import type { Command } from '../command.js'
import { exitCodes } from '../exit-codes.js'
import { howOptions, simulatorOptions, whereOptions } from '../feed/feed-options.js'
import { readPostArguments, whatOptions } from './options.js'

/** `omm post`: pushes fields to the server, and tells whether they were accepted. */
export const post: Command = {
  usage: 'omm post NAME FIELD=VALUE… [options]',
  about:
    'Posts fields to an item and prints the answer. What looks like a number is sent as a number; FIELD= makes a ' +
    'field blank; FIELD:=VALUE sends text whatever it looks like. A post is sent once: when no answer comes, ' +
    'nobody knows whether it was accepted, and the command says so.',
  options: [
    ['What', whatOptions],
    ['Where', whereOptions],
    ['The simulator', simulatorOptions],
    ['How', howOptions],
  ],
  examples: [
    ['omm post TRI.N BID=45.55 ASK=45.57', 'to the simulator, which accepts it'],
    ['omm post UNKNOWN.X BID=1', `refused: exit code ${exitCodes.failed}`],
    [
      'omm post TRI.N BID=45.55 --on-stream --url ws://ads:15000 --service CONTRIB',
      'on the stream of the item',
    ],
  ],
  run: async (args, io) => {
    const wish = readPostArguments(args)
    // Loaded only here: help, completion and mistakes need nothing of it.
    const { runPost } = await import('./run-post.js')
    return runPost(wish, io)
  },
}
