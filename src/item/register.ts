import type { ItemError } from '../errors.js'
import type { ServiceLookup } from '../directory/service-lookup.js'
import type { Clock } from '../time/clock.js'
import type { ItemsEvent } from './item-event.js'
import type { ItemKind, ItemOptions } from './asking/item-request.js'
import type { ItemStream } from './stream/item-stream.js'
import type { PacingOptions } from './requests/requester-options.js'
import type { Sink } from './stream/sink.js'
import type { Terms } from './stream/terms.js'

/** What the items of a consumer need. Times are in milliseconds. */
export interface ItemsOptions {
  readonly clock: Clock
  readonly requestTimeout: number
  readonly pacing: Required<PacingOptions>
  readonly report: (event: ItemsEvent) => void
  /** The services of the server; without it nothing waits for its service. */
  readonly directory?: ServiceLookup
  /** How long an item waits for its service; for ever by default. */
  readonly serviceTimeout?: number
}

/** What the present session does for the items. */
export interface ItemService {
  ask(stream: ItemStream): void
  /** Tells the server what is wanted of an open item now, if that has changed; `refresh` to have an image anyway. */
  reissue(stream: ItemStream, refresh: boolean): void
  release(stream: ItemStream): void
  /** The item whose stream this is. */
  streamAt(id: number): ItemStream | undefined
  /** Pauses everything that is open, and what will be, or ends that. */
  pauseAll(paused: boolean): void
  /** Whether any item wants integers of any size as they are. */
  exact(wanted: boolean): void
}

/** What a session may do with the register of open items. */
export interface Register {
  readonly options: ItemsOptions
  readonly kindOf: (options: ItemOptions) => ItemKind
  /** Gives equal terms one object. */
  readonly intern: (terms: Terms) => Terms
  /** Every open item, oldest first. */
  all(): Iterable<ItemStream>
  count(): number
  /** Takes an item out of the register whose last word is being told: who asks for it from now on opens it anew. */
  retire(stream: ItemStream): void
  /** Ends some of the subscribers of an item; the others go on. */
  refuse(stream: ItemStream, sinks: readonly Sink[], error: ItemError): void
  /** Takes an item out of the register and ends its subscribers. */
  end(stream: ItemStream, error?: ItemError): void
  /** Sets who serves newcomers; `undefined` when nobody does. */
  setService(service: ItemService | undefined): void
}
