import { type MonoTypeOperatorFunction, Observable, Subscription, timer } from 'rxjs'
import type { ItemEvent, RefreshEvent, UpdateEvent } from '../item/item-event.js'

type Data<F> = RefreshEvent<F> | UpdateEvent<F>

/** Puts an update on top of what waits: the union of the fields, the latest value of each. */
const merged = <F extends object>(waiting: Data<F>, update: UpdateEvent<F>): Data<F> => {
  const fields = { ...waiting.fields, ...update.fields }
  const { state, stale } = update
  if (waiting.type === 'refresh') return { ...waiting, fields, state, stale }
  const { name, service, type } = waiting
  const updateType = waiting.updateType === update.updateType ? update.updateType : 'Multiple'
  return { type, name, service, state, stale, fields, updateType }
}

/**
 * Lets an item speak at most once in `ms` milliseconds: updates in between are merged into one that carries the
 * latest value of every field that changed. Nothing is lost but intermediate values.
 *
 * ```text
 * source        -R-u(BID:1)-u(BID:2)-u(ASK:3)---------u(BID:4)-
 * conflate(50)  -R-------------------u(BID:2,ASK:3)---u(BID:4)-
 * ```
 *
 * The first event passes at once. A status passes at once too, after what waits, so that stale data is never
 * shown as live for the sake of the pace; so does an update that the server marked as not to be conflated. At
 * the end of the source what waits is emitted.
 *
 * @param ms - shortest time between two data events, in milliseconds
 *
 * @example
 * ```ts
 * import { conflate, toImage, type Consumer } from 'rx-omm'
 *
 * declare const consumer: Consumer
 * const fourTimesASecond$ = consumer.item('EUR=').pipe(conflate(250), toImage())
 * ```
 */
export const conflate =
  <F extends object>(ms: number): MonoTypeOperatorFunction<ItemEvent<F>> =>
  (source) =>
    new Observable((subscriber) => {
      let waiting: Data<F> | undefined
      let pause: Subscription | undefined

      const flush = (): void => {
        const event = waiting
        waiting = undefined
        if (event !== undefined) subscriber.next(event)
      }
      const rest = (): void => {
        pause?.unsubscribe()
        pause = timer(ms).subscribe(() => {
          pause = undefined
          if (waiting === undefined) return
          rest()
          flush()
        })
      }

      const subscription = new Subscription(() => pause?.unsubscribe())
      subscription.add(
        source.subscribe({
          next: (event) => {
            if (event.type === 'status' || (event.type === 'update' && event.message?.DoNotConflate === true)) {
              flush()
              subscriber.next(event)
            } else if (pause === undefined) {
              rest()
              subscriber.next(event)
            } else if (event.type === 'refresh' && event.complete && event.message?.ClearCache !== false) {
              // A refresh replaces everything that waits, but for the news that an outage is over.
              const recovered = waiting?.type === 'refresh' ? waiting.recovered : undefined
              waiting = recovered === undefined ? event : { recovered, ...event }
            } else if (waiting !== undefined && event.type === 'update') {
              waiting = merged(waiting, event)
            } else {
              flush()
              waiting = event
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
