/** What a contender reports of one round. */
export interface Reading {
  readonly cpuMicroseconds: number
  readonly wallMilliseconds: number
  readonly updates: number
}

/** What a contender is told to do. */
export interface Task {
  readonly port: number
  readonly names: readonly string[]
  readonly warmUp: number
  readonly updates: number
}

/**
 * Counts the updates of a contender: says when all items are open, takes CPU time and wall time from the end of
 * the warm-up to the last update, and reports.
 */
export const createMeter = ({ names, warmUp, updates }: Task) => {
  let open = 0
  let seen = 0
  let cpu = process.cpuUsage()
  let wall = performance.now()
  return {
    refresh: (): void => {
      open += 1
      if (open === names.length) process.send?.({ ready: true })
    },
    update: (): void => {
      seen += 1
      if (seen === warmUp) {
        cpu = process.cpuUsage()
        wall = performance.now()
      } else if (seen === warmUp + updates) {
        const used = process.cpuUsage(cpu)
        const reading: Reading = {
          cpuMicroseconds: used.user + used.system,
          wallMilliseconds: performance.now() - wall,
          updates,
        }
        process.send?.({ reading })
      }
    },
  }
}

/** The task that the parent process gave. */
export const readTask = (): Task => JSON.parse(process.argv[2] ?? '{}') as Task
