import { NEVER, concat, of } from 'rxjs'
import type { Consumer } from '../index.js'

/** The consumer of a page that is rendered on a server: nothing is opened there, and nothing ever comes. */
export const silentConsumer = (): Consumer => ({
  item: () => NEVER,
  items: () => NEVER,
  pauseWhile: () => NEVER,
  post: () => NEVER,
  send: () => NEVER,
  receive: () => NEVER,
  latency$: NEVER,
  services$: NEVER,
  state$: concat(of({ status: 'idle' } as const), NEVER),
  itemCounts: () => ({ live: 0, stale: 0, waiting: 0 }),
  events$: NEVER,
  close: () => Promise.resolve(),
})
