import type { Command } from '../command.js'
import { simulatorOptions, whereOptions } from '../feed/feed-options.js'
import { howOptions, readRecordArguments, whatOptions } from './options.js'

/** `omm record`: writes down what goes over the connection while items are watched. */
export const record: Command = {
  usage: 'omm record [NAME…] [options]',
  about:
    'Watches items and writes each frame of the connection as a JSON line, tokens masked. When the connection is ' +
    'lost, the next one has a file of its own: FILE-2.ndjson follows FILE.ndjson; the standard output holds one ' +
    'connection, and the command ends with it. What is missing of credentials and address is found as by omm watch.',
  options: [
    ['What', whatOptions],
    ['Where', whereOptions],
    ['The simulator', simulatorOptions],
    ['How', howOptions],
  ],
  examples: [
    ['omm record EUR= JPY= --out session.ndjson', 'until it is interrupted'],
    ['omm record VOD.L --domain MarketByPrice --seconds 60 > book.ndjson', 'a minute of an order book'],
  ],
  run: async (args, io) => {
    const wish = readRecordArguments(args)
    // Loaded only here: help, completion and mistakes need nothing of it.
    const { runRecord } = await import('./run-record.js')
    return runRecord(wish, io)
  },
}
