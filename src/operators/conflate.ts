import {
  type MonoTypeOperatorFunction,
  Observable,
  type Observer,
  type Subscriber,
  type Unsubscribable,
  asyncScheduler,
} from 'rxjs'
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

/** Spaces out the events of one item. A class, because there may be 100,000 of them. */
class Pacer<F extends object> implements Observer<ItemEvent<F>>, Unsubscribable {
  private readonly subscriber: Subscriber<ItemEvent<F>>
  private readonly ms: number
  /** What is held back until its time has come. */
  private waiting: Merging<F> | undefined = undefined
  private timer: Unsubscribable | undefined = undefined
  private spokeAt = -Infinity
  /** A refresh in several parts is under way. */
  private partial = false

  constructor(subscriber: Subscriber<ItemEvent<F>>, ms: number) {
    this.subscriber = subscriber
    this.ms = ms
  }

  next(event: ItemEvent<F>): void {
    switch (event.type) {
      case 'update':
        this.onUpdate(event)
        break
      case 'refresh':
        this.onRefresh(event)
        break
      case 'status':
        this.pass(event)
    }
  }

  error(error: unknown): void {
    this.flush()
    this.subscriber.error(error)
  }

  complete(): void {
    this.flush()
    this.subscriber.complete()
  }

  unsubscribe(): void {
    this.timer?.unsubscribe()
  }

  private onRefresh(event: RefreshEvent<F>): void {
    const isPart = this.partial || !event.complete
    this.partial = !event.complete
    if (isPart || !replaces(event)) {
      this.pass(event)
      return
    }
    const whole = inPlaceOf(this.waiting?.result(), event)
    // Whatever waits would be overwritten by it.
    this.waiting = undefined
    this.speakOrWait(whole)
  }

  private onUpdate(event: UpdateEvent<F>): void {
    if (this.partial || !mergeable(event)) {
      this.pass(event)
    } else if (this.waiting?.add(event) !== true) {
      this.flush()
      this.speakOrWait(event)
    }
  }

  private speakOrWait(event: Data<F>): void {
    // Who was told of what waited before may have left at that.
    if (this.subscriber.closed) return
    const since = asyncScheduler.now() - this.spokeAt
    // A clock that was set back does not say how long it has been.
    if (since >= this.ms || since < 0) {
      this.speak(event)
      return
    }
    this.waiting = merging(event)
    // Not before there is something to wait for: of 100,000 items most have an update now and then, and a timer for
    // each of them would cost more than the update.
    this.timer ??= asyncScheduler.schedule(() => {
      this.flush()
    }, this.ms - since)
  }

  private flush(): void {
    const { waiting } = this
    this.waiting = undefined
    if (waiting !== undefined) this.speak(waiting.result())
  }

  private speak(event: Data<F>): void {
    this.timer?.unsubscribe()
    this.timer = undefined
    this.spokeAt = asyncScheduler.now()
    this.subscriber.next(event)
  }

  /** Hands an event on that nothing holds back, after what waits. */
  private pass(event: ItemEvent<F>): void {
    this.flush()
    this.subscriber.next(event)
  }
}

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
 * @param ms - shortest time between two data events, in milliseconds; with 0 nothing is held back
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
      const pacer = new Pacer(subscriber, ms)
      subscriber.add(pacer)
      subscriber.add(source.subscribe(pacer))
    })
}
