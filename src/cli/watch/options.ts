import { domainOption } from '../args/domain.js'
import { choice, flag, list, number, text, type Values } from '../args/option.js'
import { parse } from '../args/parse.js'
import { Fault } from '../fault.js'
import { checkFeedWish, feedOptions } from '../feed/feed-options.js'
import { lookOf, mayHoldBooks } from './kind-of.js'

/** Options that say what is watched. */
export const whatOptions = {
  service: text('NAME', 'service that the items are asked for on; the default one of the server'),
  domain: domainOption('domain of the items, by name or number; MarketPrice'),
  view: list('A,B', 'ask the server for these fields only, by name or number'),
  fields: list('A,B', 'show these fields only'),
  snapshot: flag('one image of each item, then end'),
}

/** Options of order books. */
export const bookOptions = {
  by: choice(
    ['price', 'order', 'maker'],
    'draw a book by price, order or market maker; as the item sends it. Without --domain, asks for ' +
      'MarketByPrice, MarketByOrder or MarketMaker',
  ),
  levels: number('N', 'most levels of a side that are drawn; as many as there is room for', {
    min: 1,
    max: 1000,
  }),
}

const options = { ...whatOptions, ...bookOptions, ...feedOptions }

/** What `omm watch` was asked for. */
export interface WatchWish extends Values<typeof options> {
  /** Names of the items; none leaves the choice to the command. */
  readonly names: readonly string[]
}

const bookDomainsText = '--domain MarketByPrice, MarketByOrder or MarketMaker'

/**
 * Reads the arguments of `omm watch`.
 *
 * @throws {@link Fault} when they make no sense
 */
export const readWatchArguments = (args: readonly string[]): WatchWish => {
  const { values, names } = parse(options, args)
  checkFeedWish(values)
  if (values.by !== undefined && !mayHoldBooks(values)) {
    throw new Fault(`--by is for order books: ${bookDomainsText}`)
  }
  if (values.levels !== undefined && lookOf(values) !== 'books') {
    throw new Fault(`--levels is for order books: --by, or ${bookDomainsText}`)
  }
  if (names.includes('')) throw new Fault('a name of an item must not be empty')
  return { ...values, names: [...new Set(names)] }
}
