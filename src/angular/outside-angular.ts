import type { NgZone } from '@angular/core'
import { type MonoTypeOperatorFunction, Observable } from 'rxjs'
import type { Consumer, ItemEvent, ItemOptions, ItemRequest, NamedEvent } from '../index.js'

/**
 * Subscribes and unsubscribes outside of Angular's zone, so that sockets and timers neither cause change detection nor
 * keep the application from becoming stable. Without a zone nothing is different.
 */
export const subscribeOutside =
  <T>(zone: NgZone): MonoTypeOperatorFunction<T> =>
  (source) =>
    new Observable((subscriber) => {
      // An observer of its own: a subscriber that is handed on would take the source down wherever it is left, and
      // the session's farewell is a timer.
      const observer = {
        next: (value: T) => {
          subscriber.next(value)
        },
        error: (error: unknown) => {
          subscriber.error(error)
        },
        complete: () => {
          subscriber.complete()
        },
      }
      const subscription = zone.runOutsideAngular(() => source.subscribe(observer))
      return () => {
        zone.runOutsideAngular(() => {
          subscription.unsubscribe()
        })
      }
    })

type AnyItem = (
  request: string | ItemRequest | Observable<ItemRequest>,
  options?: ItemOptions | Observable<ItemOptions>,
) => Observable<ItemEvent>

type AnyItems = (
  names: readonly string[],
  options?: ItemOptions | Observable<ItemOptions>,
) => Observable<NamedEvent>

/** The same consumer, at work outside of Angular's zone whoever uses it. */
export const outsideAngular = (consumer: Consumer, zone: NgZone): Consumer => {
  const outside = <T>(source: Observable<T>): Observable<T> => source.pipe(subscribeOutside(zone))
  const item: AnyItem = (request, options) => outside(consumer.item(request, options))
  const items: AnyItems = (names, options) => outside(consumer.items(names, options))
  return {
    // They hand on what they get, so the overloads of the consumer are theirs, too.
    item: item,
    items: items,
    pauseWhile: (paused$) => outside(consumer.pauseWhile(paused$)),
    post: (post) => outside(consumer.post(post)),
    send: (message) => outside(consumer.send(message)),
    receive: () => outside(consumer.receive()),
    latency$: outside(consumer.latency$),
    services$: outside(consumer.services$),
    state$: outside(consumer.state$),
    itemCounts: () => consumer.itemCounts(),
    events$: outside(consumer.events$),
    close: () => zone.runOutsideAngular(() => consumer.close()),
  }
}
