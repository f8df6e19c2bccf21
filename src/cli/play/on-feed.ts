import { Fault } from '../fault.js'
import type { Feed } from '../feed/feed.js'
import type { FeedWish } from '../feed/feed-options.js'
import { openFeed } from '../feed/open-feed.js'
import type { Io } from '../io.js'
import type { Ending } from './ending.js'

/**
 * Opens the feed that was asked for, plays on it, and closes it.
 *
 * @returns the exit code
 * @throws {@link Fault} with the reason, where there is one for the end
 */
export const onFeed = async (
  wish: FeedWish,
  io: Io,
  playing: (feed: Feed) => Promise<Ending>,
): Promise<number> => {
  const feed = await openFeed(wish, io)
  try {
    const { exitCode, reason } = await playing(feed)
    if (reason !== undefined) throw new Fault(reason, exitCode)
    return exitCode
  } finally {
    await feed.close()
  }
}
