import { TestScheduler, type RunHelpers } from 'rxjs/testing'
import { expect } from 'vitest'
import { runVirtual } from '../../src/testing/index.js'

/** Runs a test in virtual time. */
export const marbles = (test: (helpers: RunHelpers) => void): void => {
  new TestScheduler((actual, expected) => {
    expect(actual).toEqual(expected)
  }).run(test)
}

/**
 * Runs a test in virtual time that goes forward only where the test says so, in milliseconds. Timers that are left
 * at the end fail the test.
 */
export const virtually = (test: (advance: (milliseconds: number) => void) => void): void => {
  runVirtual({ settle: 0 }, ({ advance }) => {
    test(advance)
  })
}
