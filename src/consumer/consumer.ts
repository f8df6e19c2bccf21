import type { Observable } from 'rxjs'
import type { ItemEvent, NamedEvent } from '../item/item-event.js'
import type { ItemOptions, ItemRequest } from '../item/item-request.js'
import type { ConsumerEvent } from './consumer-event.js'
import type { ConsumerState } from './consumer-state.js'

/**
 * The long-lived thing an application holds: one session with a feed, kept up by itself, and the items asked for
 * on it. Lazy: nothing is opened before the first item is subscribed to, and the session is closed a short while
 * after the last one is left.
 */
export interface Consumer {
  /**
   * Streams one item: a refresh with the whole content, then updates with what changed. The stream survives
   * tokens, sessions and connections; trouble that can pass is a `status` event whose `stale` says since when and
   * why, and the refresh that ends it says how long it was.
   *
   * Subscribers of the same item share one stream upstream; a late one gets the current image at once.
   *
   * @param request - a name, or a request
   * @param options - how it is asked for, when the first argument is a name
   * @returns cold observable. Errors with an {@link ItemError} when the server closes the item with a reason, and
   * with the cause when the consumer fails for good. Completes when the item ends in good order, after the image
   * of a snapshot, and when the consumer is closed; subscribed to after that, it errors with a {@link UsageError}
   * `consumer-closed`.
   * @throws {@link UsageError} `invalid-options` when the request cannot be read
   *
   * @example
   * ```ts
   * import type { Consumer } from 'rx-omm'
   *
   * declare const consumer: Consumer
   * consumer.item('EUR=', { view: ['BID', 'ASK'] }).subscribe((event) => {
   *   if (event.type !== 'status') console.log(event.fields.BID, event.fields.ASK)
   * })
   * ```
   */
  item(request: string | ItemRequest, options?: ItemOptions): Observable<ItemEvent>

  /**
   * Streams several items, asked for in batches. The end of one item never ends the others: its last event is
   * the status that tells why.
   *
   * @param names - names; one that occurs twice is asked for once
   * @param options - how they are asked for
   * @returns cold observable of events with the name they belong to. Completes when every item has ended, and when
   * the consumer is closed; errors only when the consumer fails for good, and when it has been closed before.
   * @throws {@link UsageError} `invalid-options` when the request cannot be read
   *
   * @example
   * ```ts
   * import type { Consumer } from 'rx-omm'
   *
   * declare const consumer: Consumer
   * consumer.items(['EUR=', 'JPY=']).subscribe(({ name, event }) => console.log(name, event.type))
   * ```
   */
  items(names: readonly string[], options?: ItemOptions): Observable<NamedEvent>

  /** Where the consumer stands. Replays the present state; completes after `closed`. Subscribing opens nothing. */
  readonly state$: Observable<ConsumerState>

  /** Everything that happens, for logs and monitoring. Hot; completes when the consumer is closed. */
  readonly events$: Observable<ConsumerEvent>

  /**
   * Leaves properly: completes every item, closes the login and then the socket. May be called at any moment and
   * more than once.
   *
   * @returns a promise that resolves when everything is closed; `state$` has then said `closed` and completed
   */
  close(): Promise<void>
}
