import { flag, list, text, type Values } from '../args/option.js'
import { parse } from '../args/parse.js'
import { Fault } from '../fault.js'
import { checkFeedWish, feedOptions } from '../feed/feed-options.js'

/** Options that say what is watched. */
export const whatOptions = {
  service: text('NAME', 'service that the items are asked for on; the default one of the server'),
  view: list('A,B', 'ask the server for these fields only, by name or number'),
  fields: list('A,B', 'show these fields only'),
  snapshot: flag('one image of each item, then end'),
}

const options = { ...whatOptions, ...feedOptions }

/** What `omm watch` was asked for. */
export interface WatchWish extends Values<typeof options> {
  /** Names of the items; none leaves the choice to the command. */
  readonly names: readonly string[]
}

/**
 * Reads the arguments of `omm watch`.
 *
 * @throws {@link Fault} when they make no sense
 */
export const readWatchArguments = (args: readonly string[]): WatchWish => {
  const { values, names } = parse(options, args)
  checkFeedWish(values)
  if (names.includes('')) throw new Fault('a name of an item must not be empty')
  return { ...values, names: [...new Set(names)] }
}
