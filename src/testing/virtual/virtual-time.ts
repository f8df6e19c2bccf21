import type { Observable } from 'rxjs'
import type { RunHelpers } from 'rxjs/testing'
import type { Watched } from './watch.js'

/** How a test in virtual time is run. */
export interface VirtualOptions {
  /**
   * Compares what happened with what a diagram says, and throws when it is not the same: the place for the
   * comparison of a test runner, `(actual, expected) => expect(actual).toEqual(expected)`.
   * @defaultValue compares by content, and takes matchers of test runners such as `expect.any(Number)`
   */
  readonly assert?: (actual: unknown, expected: unknown) => void
  /**
   * How long a test may go on after its last line and its last diagram, in milliseconds of virtual time, for
   * observables in `expectObservable` that have not ended.
   * @defaultValue 86400000, a day
   */
  readonly limit?: number
  /**
   * How long what was left may take to end by itself before it counts as forgotten: timers that go off once, streams
   * that are kept for a while after the last subscriber has left. In milliseconds of virtual time.
   * @defaultValue 10000
   */
  readonly settle?: number
}

/** What comes of an expectation. */
export interface Expectation {
  /**
   * Says what is to happen. It is compared at the end of the test.
   *
   * @param marbles - the diagram, which begins when `expectObservable` is called; `1s` and the like count from there
   * @param values - what the letters stand for
   * @param error - what `#` stands for
   */
  readonly toBe: (marbles: string, values?: Readonly<Record<string, unknown>>, error?: unknown) => void
}

/**
 * What a test in virtual time works with. Time stands still while the lines of the test run; it goes on where
 * the test says `advance`, and at the end of the test until every diagram has been played and everything that was
 * put off by `at` is done.
 */
export interface VirtualTime {
  /** An observable that plays a diagram for each subscriber, as in RxJS. */
  readonly cold: RunHelpers['cold']
  /** An observable that plays a diagram from now on, as in RxJS. */
  readonly hot: RunHelpers['hot']
  /** Milliseconds up to the `|` of a diagram, as in RxJS. */
  readonly time: RunHelpers['time']
  /** Plays animation frames, as in RxJS. */
  readonly animate: RunHelpers['animate']
  /**
   * Subscribes as time begins to go on, and compares at the end of the test.
   *
   * @param source - what is looked at
   * @param subscription - when to subscribe and to leave, such as `'^ 10s !'`; needed for what never ends
   */
  readonly expectObservable: (source: Observable<unknown>, subscription?: string) => Expectation
  /** Compares at the end of the test when a cold or hot observable was subscribed to, as in RxJS. */
  readonly expectSubscriptions: RunHelpers['expectSubscriptions']
  /** The time in milliseconds; 0 when the test begins. */
  readonly now: () => number
  /** Lets so many milliseconds pass; what is due in them happens. */
  readonly advance: (milliseconds: number) => void
  /** Does something so many milliseconds from now. What it throws fails the test. */
  readonly at: (milliseconds: number, act: () => void) => void
  /** Subscribes at once, keeps what comes, and leaves at the end of the test. */
  readonly watch: <T>(source: Observable<T>) => Watched<T>
}
