import { setTimeout as pause } from 'node:timers/promises'

/** Passes of the collector: what one frees may be what held something else. */
const passes = 4

/** Bytes in use when everything that nobody holds is gone: the heap of JavaScript, and buffers outside of it. */
export const heapInUse = async (): Promise<number> => {
  for (let pass = 0; pass < passes; pass++) {
    // Callbacks and timers that are under way hold things, too.
    await pause(50)
    globalThis.gc?.()
  }
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
