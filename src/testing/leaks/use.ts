import type { ItemOptions } from '../../item/asking/item-request.js'
import type { FieldsCodec } from '../../item/decoding/codec-view.js'
import type { DecodedItemOptions } from '../../item/decoding/decoded-options.js'

/** A subscription to something of a consumer. */
export interface Use {
  /** The member of the consumer that gave the observable. */
  readonly of:
    | 'item'
    | 'items'
    | 'pauseWhile'
    | 'post'
    | 'send'
    | 'receive'
    | 'latency$'
    | 'services$'
    | 'state$'
    | 'events$'
  /** Names of the items: those asked for, or the one posted; empty where none was named. */
  readonly names: readonly string[]
  /** How the items were asked for, the newest where that changes; `undefined` for what is no item. */
  readonly options: ItemOptions | DecodedItemOptions<FieldsCodec> | undefined
  /** When it began, in milliseconds. */
  readonly from: number
  /** When it ended, in milliseconds; `undefined` while it is open. */
  readonly until: number | undefined
  /** Whether it is open, was left by unsubscribing, or ended by itself. */
  readonly end: 'open' | 'left' | 'completed' | 'failed'
}

/** Something that keeps account of who subscribed to it. */
export interface Tracked {
  /** All subscriptions so far, oldest first. */
  readonly uses: readonly Use[]
}
