import type { Io } from '../io.js'
import { embeddedFeed } from './embedded-feed.js'
import { grantsIn } from './environment.js'
import type { Feed } from './feed.js'
import type { FeedWish } from './feed-options.js'
import { remoteFeed } from './remote-feed.js'

/** Opens what the arguments and the environment ask for: a server, or else a simulator in this process. */
export const openFeed = async (wish: FeedWish, io: Io): Promise<Feed> => {
  const remote = wish.url !== undefined || wish.region !== undefined || grantsIn(io.env).length > 0
  return remote ? remoteFeed(wish, io) : embeddedFeed(wish)
}
