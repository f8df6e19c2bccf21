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
  events$: NEVER,
  close: () => Promise.resolve(),
})
