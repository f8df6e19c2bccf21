import { type MonoTypeOperatorFunction, Observable, Subscription, asyncScheduler } from 'rxjs'
import type { Fields } from '../wire/fields.js'
import type { ItemEvent } from '../item/item-event.js'
import { checkNumber } from './events/check-number.js'
import { openSuspect } from '../wire/state.js'

/** Longest time that a timer can be set to. */
const longest = 2 ** 31 - 1

/**
 * Calls live data stale when nothing was heard of the item for a time: an item that ought to tick every second and
 * is silent for ten is in trouble, whatever its server says.
 *
 * ```text
 * source            -R--U--U---------------------U--
 * staleAfter(10 s)  -R--U--U----------S(stale)---U--
 * ```
 *
 * After `ms` milliseconds without an event it emits one status with the state Open/Suspect, the code `Timeout` and
 * `stale` since then. What comes after passes as it comes, and live data is live again. Nothing is added while the
 * item is stale already, or over.
 *
 * @param ms - longest silence that is good, in milliseconds, at least 1
 * @throws {@link UsageError} `invalid-options` when that is no such number
 *
 * @example
 * ```ts
 * import { staleAfter, toImage, type Consumer } from 'rx-omm'
 *
 * declare const consumer: Consumer
 * consumer
 *   .item('EUR=')
 *   .pipe(staleAfter(10_000), toImage())
 *   .subscribe(({ fields, stale }) => console.log(fields.BID, stale ? stale.cause.text : 'live'))
 * ```
 */
export const staleAfter = <F extends object = Fields>(ms: number): MonoTypeOperatorFunction<ItemEvent<F>> => {
  checkNumber('staleAfter: ms', ms, 1)
  return (source) =>
    new Observable((subscriber) => {
      let last: ItemEvent<F> | undefined
      let lastAt = 0
      let timer: Subscription | undefined

      const isLive = ({ stale, state }: ItemEvent<F>): boolean => stale === false && state.stream === 'Open'
      const wait = (time: number): void => {
        timer = asyncScheduler.schedule(onTime, Math.min(time, longest))
      }
      // One timer that looks when the last event was, and not a new one for each event.
      const onTime = (): void => {
        timer = undefined
        if (last === undefined || !isLive(last)) return
        const now = asyncScheduler.now()
        // A clock that was set back must not make the silence longer than once more.
        lastAt = Math.min(lastAt, now)
        const left = lastAt + ms - now
        if (left > 0) {
          wait(left)
          return
        }
        const { name, service } = last
        const text = `nothing heard for ${ms} ms`
        const cause = { code: 'Timeout', text }
        subscriber.next({
          type: 'status',
          name,
          service,
          state: openSuspect(text, 'Timeout'),
          stale: { since: now, cause },
        })
      }

      const subscription = new Subscription(() => timer?.unsubscribe())
      subscription.add(
        source.subscribe({
          next: (event) => {
            last = event
            lastAt = asyncScheduler.now()
            if (timer === undefined && isLive(event)) wait(ms)
            subscriber.next(event)
          },
          error: (error: unknown) => {
            subscriber.error(error)
          },
          complete: () => {
            subscriber.complete()
          },
        }),
      )
      return subscription
    })
}
