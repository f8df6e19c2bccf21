import type { ErrorCode, OmmError } from '../errors.js'
import type { Container } from '../wire/containers.js'
import type { StateCode, UpdateType } from '../wire/enums.js'
import type { Fault } from '../wire/fault.js'
import type { Fields } from '../wire/fields.js'
import type { RefreshMessage, UpdateMessage } from '../wire/messages.js'
import type { Qos } from '../wire/qos.js'
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
  /** What makes it stale: the newest cause where several came one after the other. */
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
  /** Tells the kinds of {@link ItemEvent} apart. */
  readonly type: 'refresh'
  /** All fields of the item, or of the view that was asked for; empty where the content is no field list. */
  readonly fields: F
  /**
   * The content where it is no field list: that of an order book is `{ Map: … }`. Absent for a field list. A late
   * subscriber gets what is known by then, as entries that are to be added.
   */
  readonly content?: Container
  /** Quality of service that is delivered; absent when the server does not tell. */
  readonly qos?: Qos
  /** The server's answer to a request, and not sent on its own initiative. */
  readonly solicited: boolean
  /** False while more parts of the same content are to come. */
  readonly complete: boolean
  /** Present on the first refresh after the item was stale. */
  readonly recovered?: {
    /** How long the item was stale, in milliseconds. */
    readonly awayMs: number
  }
  /** The message as it came; absent when the content comes from the cache, for a late subscriber. */
  readonly message?: RefreshMessage
}

/** Some of the fields of an item: those that changed. */
export type Changes<F> = string extends keyof F ? F : Partial<F>

/** What changed. */
export interface UpdateEvent<F = Fields> extends ItemEventBase {
  /** Tells the kinds of {@link ItemEvent} apart. */
  readonly type: 'update'
  /** The changed fields only; `null` means that a field became blank. Empty where the content is no field list. */
  readonly fields: Changes<F>
  /** What changed, where the content is no field list. Absent for a field list. */
  readonly content?: Container
  /** What caused the update. A hint: all updates are merged alike. */
  readonly updateType: UpdateType
  /** The message as it came; absent where several were merged into one. */
  readonly message?: UpdateMessage
}

/** The stream's health changed; the last values stay, unless they are `cleared`. */
export interface StatusEvent extends ItemEventBase {
  /** Tells the kinds of {@link ItemEvent} apart. */
  readonly type: 'status'
  /** Present when the server has taken the values back: what is known of the item is nothing, until more comes. */
  readonly cleared?: true
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
  /** What happened on that item. */
  readonly event: ItemEvent<F>
}

/** What happened to items as a whole, for diagnosis. */
export type ItemsEvent =
  /** All items that were open when the session ended have been answered on the new one. */
  | {
      readonly event: 'items.recovered'
      /** How many items got an answer. */
      readonly count: number
      /** Time from the new login to the last answer, in milliseconds. */
      readonly durationMs: number
    }
  /** A message was dropped because it made no sense at this point. */
  | {
      readonly event: 'item.dropped'
      /** Name of the item, as it was asked for. */
      readonly name: string
      /** Why it made no sense. */
      readonly reason: string
    }
  /** The server could not read a message about this item, whose stream is open and stays so. */
  | {
      readonly event: 'item.error'
      /** Name of the item, as it was asked for. */
      readonly name: string
      /** What the server says about it, cleaned. */
      readonly text: string
      /** The same, read. */
      readonly fault: Fault
    }
  /** No answer to a request in time; it is closed and made again. */
  | {
      readonly event: 'item.timeout'
      /** Name of the item, as it was asked for. */
      readonly name: string
      /** Requests for it that failed in a row, this one included. */
      readonly attempt: number
    }
