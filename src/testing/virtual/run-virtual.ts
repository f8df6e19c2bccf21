import { readScript } from './read-script.js'
import { inVirtualTime } from './in-virtual-time.js'
import type { VirtualOptions, VirtualTime } from './virtual-time.js'

/**
 * Runs a test in virtual time, in which an hour takes as long as there is something to do in it. For code that gets
 * observables; {@link runWithSimulator} adds a consumer and a server.
 *
 * Unlike `TestScheduler.run` of RxJS, time stands still until the test lets it go on, so that a test can look in
 * between, and a timer that never ends is no endless loop: it fails the test.
 *
 * @param script - the test; must not be asynchronous
 * @returns what the test returns
 * @throws {@link LeakError} when timers are left at the end
 *
 * @example
 * ```ts
 * import { staleAfter, toImage } from 'rx-omm'
 * import { refreshEvent, runVirtual } from 'rx-omm/testing'
 * import { map } from 'rxjs'
 *
 * runVirtual(({ cold, expectObservable }) => {
 *   const event$ = cold('a 19ms b|', { a: refreshEvent({ BID: 1 }), b: refreshEvent({ BID: 2 }) })
 *   const stale$ = event$.pipe(
 *     staleAfter(10),
 *     toImage(),
 *     map(({ stale }) => stale !== false),
 *   )
 *   expectObservable(stale$).toBe('l 9ms s 9ms l|', { l: false, s: true })
 * })
 * ```
 */
export function runVirtual<Result>(script: (time: VirtualTime) => Result): Result
/**
 * Runs a test in virtual time, with options.
 *
 * @param options - how it is run
 * @param script - the test; must not be asynchronous
 * @returns what the test returns
 * @throws {@link LeakError} when timers are left at the end
 *
 * @example
 * ```ts
 * import { runVirtual } from 'rx-omm/testing'
 *
 * runVirtual({ settle: 60_000 }, ({ watch, advance, hot }) => {
 *   const seen = watch(hot('-a-b'))
 *   advance(2)
 *   console.log(seen.last) // a
 * })
 * ```
 */
export function runVirtual<Result>(options: VirtualOptions, script: (time: VirtualTime) => Result): Result
export function runVirtual<Result>(
  first: VirtualOptions | ((time: VirtualTime) => Result),
  second?: (time: VirtualTime) => Result,
): Result {
  const { options, script } = readScript<VirtualOptions, (time: VirtualTime) => Result>(
    'runVirtual',
    first,
    second,
  )
  return inVirtualTime('runVirtual', options, (time) => ({ context: time, strike: () => [] }), script)
}
