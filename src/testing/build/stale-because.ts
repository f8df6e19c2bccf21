import { OmmError } from '../../errors.js'
import type { Stale, StaleCause } from '../../item/item-event.js'

/** Why data is stale: in words, by an error that ended the session, or as events tell it. */
export type Because = string | OmmError | Partial<StaleCause>

const causeOf = (because: Because): StaleCause => {
  if (typeof because === 'string') return { code: 'None', text: because }
  if (because instanceof OmmError) return { code: because.code, text: because.message, error: because }
  return { code: 'None', text: '', ...because }
}

/**
 * What `stale` of an event, an image or a book says when the data is out of date.
 *
 * @param because - why; an error stands for the end of a session
 * @param since - since when, in milliseconds
 *
 * @example
 * ```ts
 * import { errorOf, imageOf, staleBecause } from 'rx-omm/testing'
 *
 * const image = imageOf({ BID: 1.0923 }, { stale: staleBecause(errorOf('connection-lost'), 60_000) })
 * ```
 */
export const staleBecause = (because: Because = 'the feed is lost', since = 0): Stale => ({
  since,
  cause: causeOf(because),
})
