import { tell } from './contender.js'
import type { Reading, Task } from './task.js'

/** What is to be counted: an image for each item, and updates. */
export type MeterTask = Pick<Task, 'items' | 'warmUp' | 'updates'>

/** Counts what a contender gets. */
export interface Meter {
  /** An item has its image: when all have, the generator may begin. */
  image(): void
  /** An update was delivered. */
  update(): void
}

/**
 * Takes CPU time and wall time from the end of the warm-up to the last update, and reports them, and the bytes that
 * came in the meantime where there is a count of them.
 */
export const createMeter = ({ items, warmUp, updates }: MeterTask, bytesRead = (): number => 0): Meter => {
  let open = 0
  let seen = 0
  let cpu = process.cpuUsage()
  let wall = performance.now()
  let bytes = 0
  const last = warmUp + updates
  return {
    image: () => {
      open += 1
      if (open === items) tell({ ready: true })
    },
    update: () => {
      seen += 1
      if (seen === warmUp) {
        cpu = process.cpuUsage()
        wall = performance.now()
        bytes = bytesRead()
      } else if (seen === last) {
        const { user, system } = process.cpuUsage(cpu)
        const reading: Reading = {
          cpuMicroseconds: user + system,
          wallMilliseconds: performance.now() - wall,
          bytes: bytesRead() - bytes,
          count: updates,
        }
        tell({ reading })
      }
    },
  }
}
