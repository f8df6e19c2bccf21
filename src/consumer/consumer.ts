import type { Observable } from 'rxjs'
import type { Services } from '../directory/services.js'
import type { GenericEvent, GenericSend } from '../generic/generic.js'
import type { FieldsCodec, FieldsOf } from '../item/decoding/codec-view.js'
import type { DecodedItemOptions, DecodedItemRequest } from '../item/decoding/decoded-options.js'
import type { ItemEvent, NamedEvent } from '../item/item-event.js'
import type { ItemOptions, ItemRequest } from '../item/asking/item-request.js'
import type { ItemCounts } from '../item/item-counts.js'
import type { Post, PostAck } from '../post/post.js'
import type { Latency } from '../session/latency.js'
import type { ConsumerEvent } from './consumer-event.js'
import type { ConsumerState } from './consumer-state.js'

/**
 * The long-lived thing an application holds: one session with a feed, kept up by itself, and the items asked for
 * on it. Lazy: nothing is opened before the first item is subscribed to, and the session is closed a short while
 * after the last one is left.
 */
export interface Consumer {
  /**
   * Streams one item whose fields are decoded: the keys of the codec in `view` are the fields that are asked for, and
   * its types check their values and type the events. Everything else is as without a codec.
   *
   * Each field is decoded by itself, with its own codec, so a codec that converts gives what it converts to. A value
   * that does not fit is left out, and a status with the code `InvalidView` names the field and its type, once until
   * a value of the field fits again. As long as it does not, all events say in `stale` that what the subscriber holds
   * is out of date. A refresh has every required field: where one is missing or does not fit, the refresh is held
   * back, with the updates after it, and comes as soon as updates have brought the rest. The parts of a refresh come
   * as one.
   *
   * Only those who ask for it pay for it: decoding a field costs half of what parsing it did, or somewhat more.
   *
   * @param name - name of the item
   * @param options - how it is asked for, with a codec as the view
   * @returns cold observable, which ends like that of an item without a codec
   * @throws {@link UsageError} `invalid-options` when the request cannot be read, or the codec is none of fields
   *
   * @example
   * ```ts
   * import * as t from 'io-ts'
   * import { nullable, toImage, type Consumer } from 'rx-omm'
   *
   * declare const consumer: Consumer
   * const Quote = t.type({ BID: nullable(t.number), ASK: nullable(t.number) })
   * consumer
   *   .item('EUR=', { view: Quote })
   *   .pipe(toImage())
   *   .subscribe(({ fields, stale }) => console.log(fields.BID?.toFixed(4), fields.ASK?.toFixed(4), stale))
   * ```
   */
  item<C extends FieldsCodec>(
    name: string,
    options: DecodedItemOptions<C>,
  ): Observable<ItemEvent<FieldsOf<C>>>

  /**
   * Streams one item whose fields are decoded by the codec in `view`.
   *
   * @param request - a request, with a codec as the view
   * @returns cold observable, which ends like that of an item without a codec
   * @throws {@link UsageError} `invalid-options` when the request cannot be read, or the codec is none of fields
   *
   * @example
   * ```ts
   * import * as t from 'io-ts'
   * import { nullable, type Consumer } from 'rx-omm'
   *
   * declare const consumer: Consumer
   * const event$ = consumer.item({ name: 'EUR=', view: t.partial({ BID: nullable(t.number) }) })
   * ```
   */
  item<C extends FieldsCodec>(request: DecodedItemRequest<C>): Observable<ItemEvent<FieldsOf<C>>>

  /**
   * Streams one item: a refresh with the whole content, then updates with what changed. The stream survives
   * tokens, sessions and connections; trouble that can pass is a `status` event whose `stale` says since when and
   * why, and the refresh that ends it says how long it was.
   *
   * Subscribers of the same item share one stream upstream; a late one gets the current image at once.
   *
   * Requests and options that come as an observable change the subscription without a gap: nothing is opened before
   * the first of them. As long as they mean the same item, its stream goes on, and only fields that are new come as a
   * refresh. Another item (another name, service, domain and so on) is opened first, and takes over with its first
   * refresh. The observable's end leaves the last of them; its error, and one that cannot be read, is an error here.
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
  item(
    request: string | ItemRequest | Observable<ItemRequest>,
    options?: ItemOptions | Observable<ItemOptions>,
  ): Observable<ItemEvent>

  /**
   * Streams several items whose fields are decoded by the codec in `view`, each item by itself.
   *
   * @param names - names; one that occurs twice is asked for once
   * @param options - how they are asked for, with a codec as the view
   * @returns cold observable, which ends like that of items without a codec
   * @throws {@link UsageError} `invalid-options` when the request cannot be read, or the codec is none of fields
   *
   * @example
   * ```ts
   * import * as t from 'io-ts'
   * import { nullable, type Consumer } from 'rx-omm'
   *
   * declare const consumer: Consumer
   * consumer.items(['EUR=', 'JPY='], { view: t.type({ BID: nullable(t.number) }) }).subscribe(({ name, event }) => {
   *   if (event.type === 'refresh') console.log(name, event.fields.BID)
   * })
   * ```
   */
  items<C extends FieldsCodec>(
    names: readonly string[],
    options: DecodedItemOptions<C>,
  ): Observable<NamedEvent<FieldsOf<C>>>

  /**
   * Streams several items, asked for in batches. The end of one item never ends the others: its last event is
   * the status that tells why.
   *
   * @param names - names; one that occurs twice is asked for once
   * @param options - how they are asked for; as an observable they change the subscription as they do that of a
   * single item
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
  items(names: readonly string[], options?: ItemOptions | Observable<ItemOptions>): Observable<NamedEvent>

  /**
   * Pauses everything while the newest value is true: no content of any item is delivered, and the server is asked to
   * send none. Statuses come all the same, items may be opened, and get their first image. When the pause ends, every
   * item gets a refresh with its current content. Of several pauses each counts: the last to end ends them all.
   *
   * @param paused$ - says whether to pause; its completion leaves things as they are, its error ends the pause
   * @returns cold observable that pauses while it is subscribed to, and opens no session. Emits nothing; errors with the
   * error of `paused$`, and completes when the consumer is closed.
   *
   * @example
   * ```ts
   * import { fromEvent, map } from 'rxjs'
   * import type { Consumer } from 'rx-omm'
   *
   * declare const consumer: Consumer
   * const hidden$ = fromEvent(document, 'visibilitychange').pipe(map(() => document.hidden))
   * consumer.pauseWhile(hidden$).subscribe()
   * ```
   */
  pauseWhile(paused$: Observable<boolean>): Observable<never>

  /**
   * Posts content to the server: for any item on the stream of the login, or on the stream of an item that is open
   * here. Nothing is sent before the observable is subscribed to, and each subscription posts once.
   *
   * A post is never sent again by itself: where the connection is lost before the answer, nobody knows what became of
   * it, and the error says so. Unsubscribing takes back a post that waits for a session; after that it only ignores
   * the answer.
   *
   * @param post - what is posted, and for which item
   * @returns cold observable of the one answer. Errors with a {@link PostError}, whose `outcome` tells whether the post
   * was refused, not sent, or of unknown fate, and with a {@link UsageError} `consumer-closed`.
   * @throws {@link UsageError} `invalid-options` when the post cannot be read by any server
   *
   * @example
   * ```ts
   * import type { Consumer } from 'rx-omm'
   *
   * declare const consumer: Consumer
   * consumer.post({ name: 'MYRIC', service: 'CONTRIB', fields: { BID: 45.55, ASK: 45.57 } }).subscribe({
   *   next: ({ postId }) => console.log('accepted', postId),
   *   error: (error: unknown) => console.log('not accepted', error),
   * })
   * ```
   */
  post(post: Post): Observable<PostAck>

  /**
   * Sends a generic message on the stream of the login, or of an item that is open here. Market data has no use for
   * them.
   *
   * @param message - what is sent, and where
   * @returns cold observable that sends when it is subscribed to, and completes at once; whether the message arrives,
   * nobody tells. Errors with a {@link UsageError} `item-not-open` when there is no such stream at that moment.
   * @throws {@link UsageError} `invalid-options` when the message cannot be read by any server
   *
   * @example
   * ```ts
   * import type { Consumer } from 'rx-omm'
   *
   * declare const consumer: Consumer
   * consumer.send({ on: { name: 'MYRIC' }, content: { Elements: { Command: 'rewind' } } }).subscribe()
   * ```
   */
  send(message: GenericSend): Observable<never>

  /**
   * The generic messages that the server sends on the streams of the login and of open items. Subscribing opens
   * nothing.
   *
   * @returns hot observable that never errors; completes when the consumer is closed
   *
   * @example
   * ```ts
   * import type { Consumer } from 'rx-omm'
   *
   * declare const consumer: Consumer
   * consumer.receive().subscribe(({ on, message }) => console.log(on, message.Elements))
   * ```
   */
  receive(): Observable<GenericEvent>

  /**
   * What the server measures of the way to here and back, where it measures. Hot, and subscribing opens nothing; every
   * measurement is answered whether anybody listens or not. Completes when the consumer is closed.
   */
  readonly latency$: Observable<Latency>

  /**
   * The services of the server, from its source directory: the present ones at once, where they are known, and then
   * again with every change. Subscribing opens a session. In an outage the last ones are told with `stale` saying why;
   * where the server has no directory, there are none, and `stale` says so. Errors with the cause when the consumer
   * fails for good, completes when it is closed, and errors with a {@link UsageError} `consumer-closed` after that.
   *
   * @example
   * ```ts
   * import type { Consumer } from 'rx-omm'
   *
   * declare const consumer: Consumer
   * consumer.services$.subscribe(({ byName, stale }) => {
   *   for (const [name, { state }] of byName) console.log(name, state.up ? 'up' : 'down', stale !== false)
   * })
   * ```
   */
  readonly services$: Observable<Services>

  /** Where the consumer stands. Replays the present state; completes after `closed`. Subscribing opens nothing. */
  readonly state$: Observable<ConsumerState>

  /**
   * How many items are open at this moment, by how they are. For a gauge or a status line that asks now and then: each
   * call looks at every open item. Events tell of each change.
   *
   * @example
   * ```ts
   * import type { Consumer } from 'rx-omm'
   *
   * declare const consumer: Consumer
   * const { live, stale, waiting } = consumer.itemCounts()
   * console.log(`${live} live, ${stale} stale, ${waiting} waiting`)
   * ```
   */
  itemCounts(): ItemCounts

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
