import type { Io } from '../io.js'
import { onFeed } from '../play/on-feed.js'
import { play } from '../play/play.js'
import type { WatchWish } from './options.js'
import { watchItems } from './perform.js'

/**
 * Does what `omm watch` was asked for.
 *
 * @returns the exit code
 */
export const runWatch = (wish: WatchWish, io: Io): Promise<number> =>
  onFeed(wish, io, (feed) => play(feed, wish.seconds, io, (consumer) => watchItems(consumer, feed, wish, io)))
