import { flag, list, number, text, type Values } from '../args/option.js'
import { parse } from '../args/parse.js'
import { Fault } from '../fault.js'
import { checkFeedWish, feedOptions } from '../feed/feed-options.js'

/** Options that say which news is shown, and how much of it. */
export const whatOptions = {
  service: text('NAME', 'service of the news; the default one of the server'),
  language: list('en,de', 'stories in these languages only'),
  full: flag('the text of each story, too'),
  count: number('N', 'end after so many stories', { min: 1 }),
}

const options = { ...whatOptions, ...feedOptions }

/** What `omm news` was asked for. */
export interface NewsWish extends Values<typeof options> {
  /** Name of the item with the news. */
  readonly item: string
}

/**
 * Reads the arguments of `omm news`.
 *
 * @throws {@link Fault} when they make no sense
 */
export const readNewsArguments = (args: readonly string[]): NewsWish => {
  const { values, names } = parse(options, args)
  checkFeedWish(values)
  const [item = 'MRN_STORY', ...others] = names
  if (item === '' || others.length > 0) {
    throw new Fault('omm news takes the name of one item; leave it out for MRN_STORY')
  }
  return { ...values, item }
}
