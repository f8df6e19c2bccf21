import { type MonoTypeOperatorFunction, Observable, Subscription, asyncScheduler } from 'rxjs'
import type { ItemEvent, RefreshEvent, UpdateEvent } from '../item/item-event.js'
import { checkNumber } from './events/check-number.js'
import type { Fields } from '../wire/fields.js'
import { merging, type Data, type Merging } from './conflation/merging.js'
import { mapOf } from './events/map-content.js'

/** A later refresh in the place of one that waits: it is still the first after the item was stale. */
const inPlaceOf = <F>(waiting: Data<F> | undefined, refresh: RefreshEvent<F>): RefreshEvent<F> =>
  waiting?.type === 'refresh' && waiting.recovered !== undefined
    ? { ...refresh, recovered: waiting.recovered }
    : refresh

/** True for a refresh that replaces everything, all of it in this event. */
const replaces = <F>({ complete, message }: RefreshEvent<F>): boolean =>
  complete && message?.ClearCache !== false && message?.DoNotCache !== true

/** True for an update that may be merged with others: of fields, or of the entries of a map. */
const mergeable = <F>({ content, message }: UpdateEvent<F>): boolean =>
  message?.DoNotConflate !== true &&
  message?.DoNotCache !== true &&
  (content === undefined || mapOf(content) !== undefined)

/**
 * Lets an item speak at most once in `ms` milliseconds: updates in between are merged into one that carries the
 * latest value of every field that changed. Nothing is lost but intermediate values.
 * Of a map, such as an order book, all changes of entries are kept, in order.
 *
 * ```text
 * source        -R-u(BID:1)-u(BID:2)-u(ASK:3)---------u(BID:4)-
 * conflate(50)  -R-------------------u(BID:2,ASK:3)---u(BID:4)-
 * ```
 *
 * The first event passes at once. A status passes at once too, after what waits, so that stale data is never
 * shown as live for the sake of the pace. So does what cannot be merged: an update that the server marked so, the
 * parts of a refresh, and content that is neither fields nor a map. What waits is emitted before its time when the
 * next update cannot be merged with it, and when more than 10,000 changes of entries would be collected. At the end of the source what waits is emitted.
 *
 * @param ms - shortest time between two data events, in milliseconds
 * @throws {@link UsageError} `invalid-options` when that is no such number
 *
 * @example
 * ```ts
 * import { conflate, toImage, type Consumer } from 'rx-omm'
 *
 * declare const consumer: Consumer
 * consumer
 *   .item('EUR=')
 *   .pipe(conflate(250), toImage())
 *   .subscribe(({ fields }) => console.log('at most four times a second', fields.BID))
 * ```
 */
export const conflate = <F extends object = Fields>(ms: number): MonoTypeOperatorFunction<ItemEvent<F>> => {
  checkNumber('conflate: ms', ms, 0)
  return (source) =>
    new Observable((subscriber) => {
      let waiting: Merging<F> | undefined
      let pause: Subscription | undefined
      let partial = false

      const rest = (): void => {
        pause?.unsubscribe()
        pause = asyncScheduler.schedule(() => {
          pause = undefined
          flush()
        }, ms)
      }
      const flush = (): void => {
        if (waiting === undefined) return
        const event = waiting.result()
        waiting = undefined
        rest()
        subscriber.next(event)
      }
      const pass = (event: ItemEvent<F>): void => {
        flush()
        subscriber.next(event)
      }

      const onRefresh = (event: RefreshEvent<F>): void => {
        const isPart = partial || !event.complete
        partial = !event.complete
        if (isPart || !replaces(event)) {
          pass(event)
        } else if (pause === undefined) {
          rest()
          subscriber.next(event)
        } else {
          // Whatever waits would be overwritten by it.
          waiting = merging(inPlaceOf(waiting?.result(), event))
        }
      }

      const onUpdate = (event: UpdateEvent<F>): void => {
        if (partial || !mergeable(event)) {
          pass(event)
        } else if (pause === undefined) {
          rest()
          subscriber.next(event)
        } else if (waiting?.add(event) !== true) {
          flush()
          waiting = merging<F>(event)
        }
      }

      const subscription = new Subscription(() => pause?.unsubscribe())
      subscription.add(
        source.subscribe({
          next: (event) => {
            switch (event.type) {
              case 'update':
                onUpdate(event)
                break
              case 'refresh':
                onRefresh(event)
                break
              case 'status':
                pass(event)
            }
          },
          error: (error: unknown) => {
            flush()
            subscriber.error(error)
          },
          complete: () => {
            flush()
            subscriber.complete()
          },
        }),
      )
      return subscription
    })
}
