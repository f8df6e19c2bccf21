import { tell } from './contender.js'
import type { Reading, Task } from './task.js'

/** Counts what a contender gets. */
export interface Meter {
  /** An item has its image: when all have, the generator may begin. */
  image(): void
  /** An update was delivered. */
  update(): void
}

/** Takes CPU time and wall time from the end of the warm-up to the last update, and reports them. */
export const createMeter = ({ names, warmUp, updates }: Task): Meter => {
  let open = 0
  let seen = 0
  let cpu = process.cpuUsage()
  let wall = performance.now()
  const last = warmUp + updates
  return {
    image: () => {
      open += 1
      if (open === names.length) tell({ ready: true })
    },
    update: () => {
      seen += 1
      if (seen === warmUp) {
        cpu = process.cpuUsage()
        wall = performance.now()
      } else if (seen === last) {
        const { user, system } = process.cpuUsage(cpu)
        const reading: Reading = {
          cpuMicroseconds: user + system,
          wallMilliseconds: performance.now() - wall,
          count: updates,
        }
        tell({ reading })
      }
    },
  }
}
