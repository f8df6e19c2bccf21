import type { OmmError } from '../../errors.js'
import { openSuspect } from '../../wire/state.js'
import type { ItemStream } from '../stream/item-stream.js'

/**
 * Tells open items that there is no session.
 *
 * @param first - false for a further failed attempt, which is no news to those who know of the outage
 */
export const tellOutage = (
  streams: readonly ItemStream[],
  cause: OmmError,
  now: number,
  first: boolean,
): void => {
  const state = openSuspect(cause.message)
  const staleCause = { code: cause.code, text: cause.message, error: cause }
  // One for all who were live.
  const stale = { since: now, cause: staleCause }
  for (const stream of streams) {
    if (!first && stream.stale !== false) continue
    stream.leaveWire()
    if (stream.stale === false) {
      stream.state = state
      stream.stale = stale
    } else {
      stream.suspect(state, now, staleCause)
    }
    stream.deliver(stream.statusEvent())
  }
}
