import type { ErrorCode, OmmError } from '../errors.js'
import type { StateCode, UpdateType } from '../wire/enums.js'
import type { Fields, RefreshMessage, UpdateMessage } from '../wire/messages.js'
import type { State } from '../wire/state.js'

/** Why data is stale: what the server said of the stream, or what befell the session. */
export interface StaleCause {
  /** Code of the server's state, or of the error that ended the session. */
  readonly code: StateCode | ErrorCode
  /** The same in words. */
  readonly text: string
  /** The error that ended the session; absent when the server itself called the data suspect. */
  readonly error?: OmmError
}

/** Since when data is stale, and why. */
export interface Stale {
  /** Milliseconds since 1970. */
  readonly since: number
  readonly cause: StaleCause
}

/** What every event of an item says. */
export interface ItemEventBase {
  /** Name of the item, as it was asked for. */
  readonly name: string
  /** Service of the item, as the server names it; as it was asked for until the server says. */
  readonly service: string | number | undefined
  /** Health of the stream. While the library recovers an item, its state is Open/Suspect. */
  readonly state: State
  /** `false` while the data is live. */
  readonly stale: false | Stale
}

/** The full content of an item; it replaces what was known. */
export interface RefreshEvent<F = Fields> extends ItemEventBase {
  readonly type: 'refresh'
  readonly fields: F
  /** The server's answer to a request, and not sent on its own initiative. */
  readonly solicited: boolean
  /** False while more parts of the same content are to come. */
  readonly complete: boolean
  /** Present on the first refresh after the item was stale: how long it was, in milliseconds. */
  readonly recovered?: { readonly awayMs: number }
  /** The message as it came; absent when the content comes from the cache, for a late subscriber. */
  readonly message?: RefreshMessage
}

/** What changed. */
export interface UpdateEvent<F = Fields> extends ItemEventBase {
  readonly type: 'update'
  /** The changed fields only; `null` means that a field became blank. */
  readonly fields: F
  /** What caused the update. A hint: all updates are merged alike. */
  readonly updateType: UpdateType
  /** The message as it came; absent where several were merged into one. */
  readonly message?: UpdateMessage
}

/** The stream's health changed; the last values stay. */
export interface StatusEvent extends ItemEventBase {
  readonly type: 'status'
}

/**
 * What happens on an item. Trouble that can pass is a `status` (stream open, data suspect); the error channel is
 * for what ends the item for good.
 */
export type ItemEvent<F = Fields> = RefreshEvent<F> | UpdateEvent<F> | StatusEvent

/** An event of one of several items. */
export interface NamedEvent<F = Fields> {
  /** Name of the item, as it was asked for. */
  readonly name: string
  readonly event: ItemEvent<F>
}

/** What happened to items as a whole, for diagnosis. */
export type ItemsEvent =
  /** All items that were open when the session ended have been answered on the new one. */
  | { readonly event: 'items.recovered'; readonly count: number; readonly durationMs: number }
  /** A message was dropped because it made no sense at this point. */
  | { readonly event: 'item.dropped'; readonly name: string; readonly reason: string }
  /** The server could not read a message about this item, whose stream is open and stays so. */
  | { readonly event: 'item.error'; readonly name: string; readonly text: string }
  /** No answer to a request in time; it is closed and made again. */
  | { readonly event: 'item.timeout'; readonly name: string; readonly attempt: number }
