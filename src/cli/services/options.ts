import { flag, type Values } from '../args/option.js'
import { parse } from '../args/parse.js'
import { Fault } from '../fault.js'
import { checkFeedWish, feedOptions } from '../feed/feed-options.js'

/** Options that say what is shown. */
export const whatOptions = { snapshot: flag('the services as they are, then end') }

const options = { ...whatOptions, ...feedOptions }

/** What `omm services` was asked for. */
export type ServicesWish = Values<typeof options>

/**
 * Reads the arguments of `omm services`.
 *
 * @throws {@link Fault} when they make no sense
 */
export const readServicesArguments = (args: readonly string[]): ServicesWish => {
  const { values, names } = parse(options, args)
  checkFeedWish(values)
  if (names.length > 0) throw new Fault('omm services takes no names; leave them out to see all services')
  return values
}
