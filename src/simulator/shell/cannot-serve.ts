import type { serveSimulator as serve } from './serve-simulator.js'

/** What stands for `serveSimulator` in a browser, where everything else of the simulator works. */
export const serveSimulator: typeof serve = () =>
  Promise.reject(new Error('a simulator cannot be served in a browser; use inMemory(simulator)'))
