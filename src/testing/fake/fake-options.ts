import type { Observable } from 'rxjs'
import type { ConsumerEvent } from '../../consumer/consumer-event.js'
import type { ConsumerState } from '../../consumer/consumer-state.js'
import type { Services } from '../../directory/services.js'
import type { GenericEvent } from '../../generic/generic.js'
import type { ItemOptions } from '../../item/asking/item-request.js'
import type { ItemEvent } from '../../item/item-event.js'
import type { Post, PostAck } from '../../post/post.js'
import type { Latency } from '../../session/latency.js'
import type { Fields } from '../../wire/fields.js'

/**
 * What a fake consumer gives for an item: its events, or a function from how it is asked for to its events, or
 * fields, which come as one refresh on a stream that stays open.
 */
export type FakeItem = Observable<ItemEvent> | ((options: ItemOptions) => Observable<ItemEvent>) | Fields

/** What a fake consumer gives. */
export interface FakeOptions {
  /**
   * The items by name. Each subscriber of an item subscribes to what stands here. Events are given the name of the item;
   * of a view, a snapshot or a codec the subscriber gets what it would get from a server.
   * @defaultValue none
   */
  readonly items?: Readonly<Record<string, FakeItem>>
  /**
   * The items that are not in `items`.
   * @defaultValue ends as a server would end them: `(name) => closedItem(name)`
   */
  readonly unknown?: (name: string, options: ItemOptions) => Observable<ItemEvent>
  /**
   * Where the consumer stands. `close()` adds `closed`, and completes it.
   * @defaultValue logged in: `readyState()`
   */
  readonly state$?: Observable<ConsumerState>
  /**
   * What happens, for logs.
   * @defaultValue nothing
   */
  readonly events$?: Observable<ConsumerEvent>
  /**
   * The source directory.
   * @defaultValue one service, `ELEKTRON_DD`, which is up
   */
  readonly services$?: Observable<Services>
  /**
   * What the server measures of the way to here and back.
   * @defaultValue nothing
   */
  readonly latency$?: Observable<Latency>
  /**
   * Generic messages of the server.
   * @defaultValue none
   */
  readonly received$?: Observable<GenericEvent>
  /**
   * The answer to a post.
   * @defaultValue accepted at once; nothing for a post that asks for no answer
   */
  readonly answer?: (post: Post) => Observable<PostAck>
}
