import type { Stale } from '../../item/item-event.js'
import type { Fields } from '../../wire/fields.js'
import type { State } from '../../wire/state.js'

/** What of a list it takes to open its members: one of `toMembers`, of `toChain`, or of your own. */
export interface MemberNames {
  /** The members, by name. A list that has not changed is the same object as before. */
  readonly members: ReadonlyMap<string, unknown>
  /** Names that are new since the emission before. */
  readonly added: readonly string[]
  /** Names that are gone since the emission before. */
  readonly removed: readonly string[]
}

/** The members of a symbol list at one moment. Immutable: every change makes a new one. */
export interface Members {
  /** Name of the list, as it was asked for. */
  readonly name: string
  /** Service of the list. */
  readonly service: string | number | undefined
  /**
   * The members by name, with what the list says of each, mostly nothing; in no particular order. The same object as
   * before where no member changed. It is read like a `Map` without being one: `new Map(members)` makes one.
   */
  readonly members: ReadonlyMap<string, Fields>
  /** Names that are new since the emission before. */
  readonly added: readonly string[]
  /** Names that are gone since the emission before. */
  readonly removed: readonly string[]
  /** Fields that apply to the whole list. */
  readonly summary: Fields
  /**
   * False until the first refresh is in, and while parts of a refresh are still to come. Members that the refresh
   * did not name yet are still there until its last part is in.
   */
  readonly complete: boolean
  /** Health of the stream. */
  readonly state: State
  /** `false` while the data is live, else since when it is stale and why. The last good members stay. */
  readonly stale: false | Stale
  /** Present on the first live emission after the item was stale. */
  readonly recovered?: {
    /** How long the item was stale, in milliseconds. */
    readonly awayMs: number
  }
}
