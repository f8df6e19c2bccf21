import type { Command } from '../command.js'
import { simulatorOptions, whereOptions } from '../feed/feed-options.js'
import { dictionaryOptions, readTypesArguments, waitOptions, whatOptions } from './options.js'

/** `omm types`: code for the fields of a view. */
export const types: Command = {
  usage: 'omm types FIELD… [options]',
  about:
    'Prints a codec of io-ts for fields, and its type, to be pasted: as the view of an item it checks what comes and ' +
    'types it. What the fields are is read from the dictionary of the server, or from the files of the vendor.',
  options: [
    ['What', whatOptions],
    ['The dictionary', dictionaryOptions],
    ['Where', whereOptions],
    ['The simulator', simulatorOptions],
    ['How', waitOptions],
  ],
  examples: [
    ['omm types BID ASK CURRENCY', 'by the small dictionary of the simulator'],
    ['omm types BID ASK --dictionary RDMFieldDictionary --enums enumtype.def', 'by files'],
    ['omm types BID ASK --url ws://ads:15000 --name Prices > prices.ts', 'by the dictionary of a server'],
  ],
  run: async (args, io) => {
    const wish = readTypesArguments(args)
    // Loaded only here: help, completion and mistakes need nothing of it.
    const { runTypes } = await import('./run-types.js')
    return runTypes(wish, io)
  },
}
