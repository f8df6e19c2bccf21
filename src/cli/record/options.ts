import { domainOption } from '../args/domain.js'
import { file, flag, list, number, text, type Values } from '../args/option.js'
import { parse } from '../args/parse.js'
import { Fault } from '../fault.js'
import { checkFeedWish, simulatorOptions, whereOptions } from '../feed/feed-options.js'

/** Options that say what is recorded. */
export const whatOptions = {
  service: text('NAME', 'service that the items are asked for on; the default one of the server'),
  domain: domainOption('domain of the items; MarketPrice'),
  view: list('A,B', 'ask the server for these fields only, by name or number'),
  fields: list('A,B', 'the same as --view: nothing is shown here'),
  snapshot: flag('one image of each item, then end'),
}

/** Options that say where to, and for how long. */
export const howOptions = {
  out: file('file to write; the standard output'),
  seconds: number('N', 'end after so many seconds', { max: 2_000_000, whole: false }),
}

const options = { ...whatOptions, ...whereOptions, ...simulatorOptions, ...howOptions }

/** What `omm record` was asked for. */
export interface RecordWish extends Values<typeof options> {
  /** Names of the items; none leaves the choice to the command. */
  readonly names: readonly string[]
}

/**
 * Reads the arguments of `omm record`.
 *
 * @throws {@link Fault} when they make no sense
 */
export const readRecordArguments = (args: readonly string[]): RecordWish => {
  const { values, names } = parse(options, args)
  checkFeedWish(values)
  if (names.includes('')) throw new Fault('a name of an item must not be empty')
  return { ...values, names: [...new Set(names)] }
}
