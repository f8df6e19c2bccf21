import type { Feed } from './feed'

/** Set by the build: whether the page has a back end, or has to do without. */
declare const FEED: 'server' | 'memory'

/** Opens the feed that the page was built for; `?feed=memory` does without the back end. */
export const openFeed = async (): Promise<Feed> => {
  const memory = FEED === 'memory' || new URLSearchParams(location.search).get('feed') === 'memory'
  // Loaded on demand: a page with a back end does not carry the simulator.
  return memory
    ? import('./memory-feed').then(({ memoryFeed }) => memoryFeed())
    : import('./server-feed').then(({ serverFeed }) => serverFeed())
}
