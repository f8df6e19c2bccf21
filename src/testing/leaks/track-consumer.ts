import { type Observable, isObservable, tap } from 'rxjs'
import type { Consumer } from '../../consumer/consumer.js'
import type { NamedEvent, ItemEvent } from '../../item/item-event.js'
import type { ItemOptions, ItemRequest } from '../../item/asking/item-request.js'
import { recordUses, type OpenUse } from './record-uses.js'
import type { Tracked } from './use.js'

/** A consumer that keeps account of who subscribed to it. */
export type TrackedConsumer = Consumer & Tracked

/** An item of a consumer, by the widest of its overloads. */
type AnyItem = (
  request: string | ItemRequest | Observable<ItemRequest>,
  options?: ItemOptions | Observable<ItemOptions>,
) => Observable<ItemEvent>

type AnyItems = (
  names: readonly string[],
  options?: ItemOptions | Observable<ItemOptions>,
) => Observable<NamedEvent>

/** Takes down how an item is asked for where that changes while it is subscribed to. */
const newest = (use: OpenUse, request$: Observable<ItemRequest>): Observable<ItemRequest> =>
  request$.pipe(
    tap(({ name, ...options }) => {
      use.names = [name]
      use.options = options
    }),
  )

const newestOptions = (use: OpenUse, options$: Observable<ItemOptions>): Observable<ItemOptions> =>
  options$.pipe(
    tap((options) => {
      use.options = options
    }),
  )

/**
 * Keeps account of who subscribes to a consumer, for {@link leaksOf}. It is the same consumer otherwise.
 *
 * @param consumer - any consumer; what others do with it directly is not seen
 *
 * @example
 * ```ts
 * import { createConsumer } from 'rx-omm'
 * import { expectNoLeaks, trackConsumer } from 'rx-omm/testing'
 *
 * const consumer = trackConsumer(createConsumer({ login: { name: 'me' }, endpoints: 'localhost:15000' }))
 * // … the test …
 * expectNoLeaks(consumer)
 * ```
 */
export const trackConsumer = (consumer: Consumer): TrackedConsumer => {
  const { uses, record } = recordUses()
  // What is asked for wrongly is to be refused at once, and not only when it is subscribed to.
  const item: AnyItem = (request, options = {}) => {
    if (isObservable(request)) {
      return record({ of: 'item' }, (use) => consumer.item(newest(use, request)))
    }
    const event$ = consumer.item(request, options)
    if (isObservable(options)) {
      const name = request as string
      return record({ of: 'item', names: [name] }, (use) => consumer.item(name, newestOptions(use, options)))
    }
    const { name, ...asked } = typeof request === 'string' ? { name: request, ...options } : request
    return record({ of: 'item', names: [name], options: asked }, () => event$)
  }
  const items: AnyItems = (names, options = {}) => {
    const event$ = consumer.items(names, options)
    return isObservable(options)
      ? record({ of: 'items', names: [...names] }, (use) =>
          consumer.items(names, newestOptions(use, options)),
        )
      : record({ of: 'items', names: [...names], options }, () => event$)
  }
  return {
    uses,
    item,
    items,
    pauseWhile: (paused$) => record({ of: 'pauseWhile' }, () => consumer.pauseWhile(paused$)),
    post: (post) => {
      const ack$ = consumer.post(post)
      return record({ of: 'post', names: [post.name] }, () => ack$)
    },
    send: (message) => {
      const sent$ = consumer.send(message)
      return record({ of: 'send' }, () => sent$)
    },
    receive: () => record({ of: 'receive' }, () => consumer.receive()),
    latency$: record({ of: 'latency$' }, () => consumer.latency$),
    services$: record({ of: 'services$' }, () => consumer.services$),
    state$: record({ of: 'state$' }, () => consumer.state$),
    itemCounts: () => consumer.itemCounts(),
    events$: record({ of: 'events$' }, () => consumer.events$),
    close: () => consumer.close(),
  }
}
