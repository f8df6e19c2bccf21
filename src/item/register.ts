import type { ItemError } from '../errors.js'
import type { Clock } from '../time/clock.js'
import type { ItemsEvent } from './item-event.js'
import type { ItemKind, ItemOptions } from './item-request.js'
import type { ItemStream } from './item-stream.js'
import type { PacingOptions } from './requester-options.js'

/** What the items of a consumer need. Times are in milliseconds. */
export interface ItemsOptions {
  readonly clock: Clock
  readonly requestTimeout: number
  readonly pacing: Required<PacingOptions>
  readonly report: (event: ItemsEvent) => void
}

/** What the present session does for the items. */
export interface ItemService {
  ask(stream: ItemStream): void
  widen(stream: ItemStream): void
  release(stream: ItemStream): void
}

/** What a session may do with the register of open items. */
export interface Register {
  readonly options: ItemsOptions
  readonly kindOf: (options: ItemOptions) => ItemKind
  /** Every open item, oldest first. */
  all(): Iterable<ItemStream>
  count(): number
  /** Takes an item out of the register and ends its subscribers. */
  end(stream: ItemStream, error?: ItemError): void
  /** Sets who serves newcomers; `undefined` when nobody does. */
  setService(service: ItemService | undefined): void
}
