import type { Command } from '../command.js'
import { howOptions, simulatorOptions, whereOptions } from '../feed/feed-options.js'
import { scrollHelp } from '../board/scroll.js'
import { quitHelp, troubleHelp } from '../scenario/troubles.js'
import { bookOptions, readWatchArguments, whatOptions } from './options.js'

/** `omm watch`: shows items, and what befalls them. */
export const watch: Command = {
  usage: 'omm watch [NAME…] [options]',
  about:
    'Watches items by name. Without credentials in the environment, --url or --region it starts a simulator ' +
    'and watches that: nothing is needed to see it work. On a terminal it draws a board, with a ladder for ' +
    'each order book; elsewhere, or with --json, it prints a JSON line for each thing that happens. Credentials come ' +
    'from the environment; what is missing there is asked for at the terminal, and nothing is taken from arguments.',
  options: [
    ['What', whatOptions],
    ['Order books', bookOptions],
    ['Where', whereOptions],
    ['The simulator', simulatorOptions],
    ['How', howOptions],
  ],
  notes: [
    ['Keys on the board', [...scrollHelp, quitHelp]],
    ['Keys for the simulator', troubleHelp],
  ],
  examples: [
    ['omm watch', 'six items of the simulator; press d, s, l, u, v, t to make something fail'],
    ['omm watch EUR= JPY= --token-ttl 10', 'see tokens renewed every 8 seconds, and no item notice'],
    ['omm watch VOD.L BARC.L --domain MarketByPrice', 'two order books, each as a ladder'],
    ['omm watch VOD.L --by order --levels 5', 'every order, the best five of each side'],
    ['omm watch EUR= --json --seconds 10 | jq .', 'ten seconds as JSON'],
    ['omm watch TRI.N --snapshot --fields BID,ASK --json', 'one image'],
    ['omm watch EUR= --region eu-west-1', "the vendor's feed, with credentials from the environment"],
    ['RX_OMM_LOGIN_NAME=me omm watch IBM.N --url ws://ads:15000', 'a server on premises'],
  ],
  run: async (args, io) => {
    const wish = readWatchArguments(args)
    // Loaded only here: help, completion and mistakes need nothing of it.
    const { runWatch } = await import('./run-watch.js')
    return runWatch(wish, io)
  },
}
