import { domainOption } from '../args/domain.js'
import { choice, flag, number, text, type Values } from '../args/option.js'
import { parse } from '../args/parse.js'
import { Fault } from '../fault.js'
import { checkFeedWish, feedOptions } from '../feed/feed-options.js'
import type { Post } from '../../index.js'
import { readFields } from './read-post.js'

/** Options that say what is posted. */
export const whatOptions = {
  service: text('NAME', 'service of the item; the default one of the server'),
  domain: domainOption('domain of the item; MarketPrice'),
  type: choice(['update', 'refresh'], 'change fields, or replace the whole content; update'),
  'on-stream': flag('on the stream of the item, which is opened first; otherwise on that of the login'),
  'no-ack': flag('ask for no answer'),
  timeout: number('SECONDS', 'how long to wait for the answer; 15', {
    min: 0.001,
    max: 86_400,
    whole: false,
  }),
}

const options = { ...whatOptions, ...feedOptions }

/** What `omm post` was asked for. */
export interface PostWish extends Values<typeof options> {
  readonly post: Post
}

/**
 * Reads the arguments of `omm post`.
 *
 * @throws {@link Fault} when they make no sense
 */
export const readPostArguments = (args: readonly string[]): PostWish => {
  const { values, names } = parse(options, args)
  checkFeedWish(values)
  const [name, ...fields] = names
  if (name === undefined || name === '' || /^[^=:\s]+:?=./s.test(name)) {
    throw new Fault('omm post needs the name of an item, and then fields: omm post NAME FIELD=VALUE')
  }
  const { service, domain, type, timeout } = values
  return {
    ...values,
    post: {
      name,
      fields: readFields(fields),
      ...(service === undefined ? {} : { service }),
      ...(domain === undefined ? {} : { domain }),
      ...(type === undefined ? {} : { type }),
      ...(timeout === undefined ? {} : { timeout: timeout * 1000 }),
      ...(values['on-stream'] === true ? { onStream: true } : {}),
      ...(values['no-ack'] === true ? { ack: false } : {}),
    },
  }
}
