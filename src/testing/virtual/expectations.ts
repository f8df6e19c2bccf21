import { type Observable, finalize } from 'rxjs'
import { TestScheduler, type RunHelpers } from 'rxjs/testing'
import type { Holder } from './hold.js'
import type { VirtualTime } from './virtual-time.js'

/** What was expected, to be compared once at the end: a scheduler compares each time it goes on. */
export interface Expectations extends Pick<VirtualTime, 'expectObservable' | 'expectSubscriptions'> {
  /** Observables without an end of their subscription that have not ended yet. */
  readonly open: () => number
  /** Says what is expected, so that the scheduler compares when it goes on the next time. */
  readonly settle: () => void
}

/** A diagram that begins now is one that begins with the time that has passed. */
const fromNow = (now: number, marbles: string): string => (now === 0 ? marbles : `${now}ms ${marbles}`)

/**
 * Starts without any.
 *
 * @param until - is told how far in the future the end of a diagram is
 */
export const createExpectations = (
  helpers: RunHelpers,
  now: () => number,
  { hold }: Holder,
  until: (milliseconds: number) => void,
): Expectations => {
  const checks: (() => void)[] = []
  let open = 0

  const counted = <T>(source: Observable<T>): Observable<T> => {
    open += 1
    return source.pipe(
      finalize(() => {
        open -= 1
      }),
    )
  }

  return {
    expectObservable: (source, subscription) => {
      const start = now()
      const { unsubscribedFrame } = TestScheduler.parseMarblesAsSubscriptions(subscription ?? null, true)
      const endless = unsubscribedFrame === Infinity
      if (!endless) until(unsubscribedFrame)
      const looked = helpers.expectObservable(hold(endless ? counted(source) : source), subscription)
      return {
        toBe: (marbles, values, error) => {
          const diagram = fromNow(start, marbles)
          // A slip in the diagram is to fail in the line in which it is.
          TestScheduler.parseMarbles(diagram, values, error, true, true)
          checks.push(() => {
            looked.toBe(diagram, values, error)
          })
        },
      }
    },
    expectSubscriptions: (logs) => {
      const looked = helpers.expectSubscriptions(logs)
      return {
        toBe: (marbles) => {
          for (const one of [marbles].flat()) TestScheduler.parseMarblesAsSubscriptions(one, true)
          checks.push(() => {
            looked.toBe(marbles)
          })
        },
      }
    },
    open: () => open,
    settle: () => {
      for (const check of checks) check()
    },
  }
}
