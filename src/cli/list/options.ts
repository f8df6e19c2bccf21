import { domainOption } from '../args/domain.js'
import { flag, text, type Values } from '../args/option.js'
import { parse } from '../args/parse.js'
import { Fault } from '../fault.js'
import { checkFeedWish, feedOptions } from '../feed/feed-options.js'

/** Options that say which list is shown, and how much of it. */
export const whatOptions = {
  service: text('NAME', 'service of the list; the default one of the server'),
  domain: domainOption('domain of the list; SymbolList, else MarketPrice, which has chains'),
  items: flag('open the members as items, and show them as omm watch does'),
  snapshot: flag('the members as they are, then end'),
}

const options = { ...whatOptions, ...feedOptions }

/** What `omm list` was asked for. */
export interface ListWish extends Values<typeof options> {
  /** Name of the list. */
  readonly list: string
}

/**
 * Reads the arguments of `omm list`.
 *
 * @throws {@link Fault} when they make no sense
 */
export const readListArguments = (args: readonly string[]): ListWish => {
  const { values, names } = parse(options, args)
  checkFeedWish(values)
  const [list, ...others] = names
  if (list === undefined || list === '' || others.length > 0) {
    throw new Fault('omm list needs the name of one list, for instance omm list 0#.FTSE')
  }
  if (values.items === true && values.snapshot === true) {
    throw new Fault('--items and --snapshot exclude each other')
  }
  return { ...values, list }
}
