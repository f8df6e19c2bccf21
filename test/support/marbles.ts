import { TestScheduler, type RunHelpers } from 'rxjs/testing'
import { expect } from 'vitest'

const testScheduler = (): TestScheduler =>
  new TestScheduler((actual, expected) => {
    expect(actual).toEqual(expected)
  })

/** Runs a test in virtual time. */
export const marbles = (test: (helpers: RunHelpers) => void): void => {
  testScheduler().run(test)
}

/**
 * Runs a test in virtual time that goes forward only where the test says so, in milliseconds. Timers that are left
 * at the end fail the test.
 */
export const virtually = (test: (advance: (milliseconds: number) => void) => void): void => {
  const scheduler = testScheduler()
  scheduler.run(() => {
    let left = 0
    try {
      test((milliseconds) => {
        const until = scheduler.frame + milliseconds
        scheduler.maxFrames = until
        scheduler.flush()
        scheduler.frame = until
      })
    } finally {
      left = scheduler.actions.length
      // An endless timer would keep the last flush going for ever.
      scheduler.actions.length = 0
    }
    expect(left, 'timers left at the end').toBe(0)
  })
}
