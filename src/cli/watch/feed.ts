import type { ConsumerOptions } from '../../index.js'
import type { Simulator } from '../../simulator/index.js'
import type { Io } from '../io.js'
import { embeddedFeed } from './embedded-feed.js'
import { grantsIn } from './environment.js'
import type { WatchWish } from './options.js'
import { remoteFeed } from './remote-feed.js'

/** Where the data comes from. */
export interface Feed {
  /** What it is called on the board. */
  readonly label: string
  /** Part of its life after which a token is renewed; absent where tokens are not renewed. */
  readonly renewAt?: number
  /** What a consumer of it is made from. */
  readonly consumer: ConsumerOptions
  /** The simulator behind it; absent for a real server. */
  readonly simulator?: Simulator
  /** Ends it. */
  readonly close: () => Promise<void>
}

/** Opens what the arguments and the environment ask for: a server, or else a simulator in this process. */
export const openFeed = async (wish: WatchWish, io: Io): Promise<Feed> => {
  const remote = wish.url !== undefined || wish.region !== undefined || grantsIn(io.env).length > 0
  return remote ? remoteFeed(wish, io) : embeddedFeed(wish)
}
