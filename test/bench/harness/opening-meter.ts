import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { tell } from './contender.js'
import type { OpeningReading } from './opening-task.js'

/** Counts images, and measures what it takes until all have come. */
export interface OpeningMeter {
  /** The login was accepted, for the first time or anew. */
  loggedIn(): void
  /** An item has its image, and is live. */
  image(): void
}

/** Time after the last image in which the histogram hears of what held the loop up until then, in milliseconds. */
const after = 50

/**
 * Time in which the process comes to rest, in milliseconds: other threads still compile what was needed to load it,
 * and collect what was there before.
 */
const rest = 300

/**
 * Measures from now on, and reports when so many images have come. When the parent process says so, it begins again,
 * for the way back after a loss: there the time counts from the new login, for how long a client waits before it
 * connects is no cost.
 */
export const createOpeningMeter = async (items: number): Promise<OpeningMeter> => {
  // Its timer is one of the platform and not of JavaScript; what is beyond a beat of 1 ms is a block.
  const loop = monitorEventLoopDelay({ resolution: 1 })
  let recovering = false
  let images = 0
  let cpu = process.cpuUsage()
  let wall = performance.now()

  const begin = async (): Promise<void> => {
    images = 0
    globalThis.gc?.()
    await pause(rest)
    loop.reset()
    loop.enable()
    cpu = process.cpuUsage()
    wall = performance.now()
  }

  const finish = async (): Promise<void> => {
    const { user, system } = process.cpuUsage(cpu)
    const wallMilliseconds = performance.now() - wall
    await pause(after)
    loop.disable()
    const reading: OpeningReading = {
      cpuMilliseconds: (user + system) / 1_000,
      wallMilliseconds,
      longestBlock: loop.max / 1_000_000,
    }
    tell({ reading })
  }

  process.on('message', () => {
    recovering = true
    void begin().then(() => {
      tell({ armed: true })
    })
  })
  await begin()
  return {
    loggedIn: () => {
      if (recovering) wall = performance.now()
    },
    image: () => {
      images += 1
      if (images === items) void finish()
    },
  }
}
