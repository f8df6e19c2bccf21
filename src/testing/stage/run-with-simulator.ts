import { anyObject, fitting, type Checks } from '../../options/check.js'
import { readScript } from '../virtual/read-script.js'
import { inVirtualTime } from '../virtual/in-virtual-time.js'
import { setStage } from './set-stage.js'
import type { Stage } from './stage.js'
import type { Identity, StageOptions } from './stage-options.js'

const members: readonly string[] = ['v1', 'v2', 'name']

const checks: Checks = {
  identity: fitting(
    "'v1', 'v2', { v1 }, { v2 } or { name }",
    (value): value is Identity =>
      value === 'v1' ||
      value === 'v2' ||
      (anyObject().is(value) && Object.keys(value).length === 1 && members.some((name) => name in value)),
  ),
  simulator: anyObject(),
  network: anyObject(),
  consumer: anyObject(),
  discovery: anyObject(),
}

/**
 * Runs a test in virtual time, with a consumer of the real library and the simulator that it is connected to: the day of
 * a token, or an outage, is a test of some milliseconds.
 *
 * The consumer comes without anything open, and the simulator without updates of its own. Requests and answers are 5 ms
 * under way; delays that are random are in the middle. At the end all consumers are closed and the simulator is
 * stopped, and nothing may be left: no subscription to a consumer, no request, no connection, no timer. Subscriptions of
 * `watch` and `expectObservable` end with the test.
 *
 * @param script - the test; must not be asynchronous
 * @returns what the test returns
 * @throws {@link LeakError} when something is left open at the end
 *
 * @example
 * ```ts
 * import { toImage } from 'rx-omm'
 * import { runWithSimulator } from 'rx-omm/testing'
 * import { map } from 'rxjs'
 *
 * runWithSimulator(({ consumer, simulator, at, expectObservable }) => {
 *   const health$ = consumer.item('EUR=').pipe(
 *     toImage(),
 *     map(({ stale }) => (stale === false ? 'live' : 'stale')),
 *   )
 *   at(1_000, () => simulator.drop())
 *   expectObservable(health$, '^ 5s !').toBe('50ms a 954ms b 529ms c', { a: 'live', b: 'stale', c: 'live' })
 * })
 * ```
 */
export function runWithSimulator<Result>(script: (stage: Stage) => Result): Result
/**
 * Runs a test with a consumer and a simulator, with options.
 *
 * @param options - how it is run, who logs in, and options of consumer and simulator
 * @param script - the test; must not be asynchronous
 * @returns what the test returns
 * @throws {@link LeakError} when something is left open at the end
 *
 * @example
 * ```ts
 * import { runWithSimulator } from 'rx-omm/testing'
 *
 * runWithSimulator({ identity: { name: 'me' }, simulator: { updateRate: 10 } }, ({ consumer, watch, advance }) => {
 *   const seen = watch(consumer.item('EUR='))
 *   advance(60_000)
 *   console.log(seen.values.length)
 * })
 * ```
 */
export function runWithSimulator<Result>(options: StageOptions, script: (stage: Stage) => Result): Result
export function runWithSimulator<Result>(
  first: StageOptions | ((stage: Stage) => Result),
  second?: (stage: Stage) => Result,
): Result {
  const name = 'runWithSimulator'
  const { options, script } = readScript<StageOptions, (stage: Stage) => Result>(name, first, second, checks)
  return inVirtualTime(name, options, (time) => setStage(time, options), script)
}
