import { LeakError } from './leak-error.js'
import type { Tracked, Use } from './use.js'

/** In virtual time the clock starts at 0; what is later is a date. */
const aYear = 366 * 86_400_000

const timeText = (time: number): string => (time < aYear ? `${time} ms` : new Date(time).toISOString())

const whatOf = ({ of, names }: Use): string => {
  if (names.length === 0) return of
  const [first, second, third, ...more] = names
  const shown = [first, second, third].filter((name) => name !== undefined).join(', ')
  return `${of} ${shown}${more.length === 0 ? '' : ` and ${more.length} more`}`
}

/**
 * What is still subscribed to, one line each; empty when nothing is.
 *
 * @param tracked - a fake consumer, or what {@link trackConsumer} gives
 *
 * @example
 * ```ts
 * import { fakeConsumer, leaksOf } from 'rx-omm/testing'
 *
 * const consumer = fakeConsumer({ items: { 'EUR=': { BID: 1.0923 } } })
 * const subscription = consumer.item('EUR=').subscribe()
 * console.log(leaksOf(consumer)) // [ 'item EUR=, subscribed to at …' ]
 * subscription.unsubscribe()
 * console.log(leaksOf(consumer)) // []
 * ```
 */
export const leaksOf = (tracked: Tracked): readonly string[] =>
  tracked.uses
    .filter(({ end }) => end === 'open')
    .map((use) => `${whatOf(use)}, subscribed to at ${timeText(use.from)}`)

/**
 * Fails when anything is still subscribed to: for the end of a test, after the component under test was destroyed.
 *
 * @param tracked - fake consumers, or what {@link trackConsumer} gives
 * @throws {@link LeakError} that lists what is
 *
 * @example
 * ```ts
 * import { expectNoLeaks, fakeConsumer } from 'rx-omm/testing'
 *
 * const consumer = fakeConsumer()
 * const subscription = consumer.state$.subscribe()
 * subscription.unsubscribe()
 * expectNoLeaks(consumer)
 * ```
 */
export const expectNoLeaks = (...tracked: readonly Tracked[]): void => {
  const leaks = tracked.flatMap(leaksOf)
  if (leaks.length > 0) throw new LeakError(leaks)
}
