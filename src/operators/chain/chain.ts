import type { ItemError } from '../../errors.js'
import type { Stale } from '../../item/item-event.js'
import type { State } from '../../wire/state.js'

/** Where a member of a chain stands. */
export interface ChainMember {
  /** How many members stand before it. */
  readonly position: number
  /** Name of the record that names it. */
  readonly record: string
}

/** Why a part of a chain is missing, or may be. */
export interface ChainProblem {
  /** Name of the record that is in trouble. */
  readonly record: string
  /**
   * What is wrong. `closed`: the server has closed the record, and what it named last, if anything, is still there.
   * `no-chain`: the item is there, but has no links. `cycle`: the record names one as the next that is part of the
   * chain already. `limit`: there are more records than are followed, and this is the first one that is not.
   */
  readonly code: 'closed' | 'no-chain' | 'cycle' | 'limit'
  /** The same in words. */
  readonly text: string
  /** How the record ended, where it ended in an error. */
  readonly error?: ItemError
}

/** A chain at one moment. Immutable: every change makes a new one. */
export interface Chain {
  /** Name of the chain, which is that of its first record, as it was asked for. */
  readonly name: string
  /** Service of the first record. */
  readonly service: string | number | undefined
  /** What the feed calls the chain on displays (`DSPLY_NAME`); `undefined` where it does not. */
  readonly displayName: string | undefined
  /**
   * Number of the layout that the feed has in mind for displays; it tells how many summary links the chain begins
   * with. `undefined` where the feed does not say.
   */
  readonly displayTemplate: number | undefined
  /**
   * The members by name, in the order of the chain; one that the chain names twice stands at its first place. The
   * same object as before where nothing changed.
   */
  readonly members: ReadonlyMap<string, ChainMember>
  /** Names that are new since the emission before. */
  readonly added: readonly string[]
  /** Names that are gone since the emission before. */
  readonly removed: readonly string[]
  /** Names that have been there and stand elsewhere among those that stayed: as few as account for the new order. */
  readonly moved: readonly string[]
  /** Links that were taken for summary links, and so for no members. */
  readonly summaryLinks: readonly string[]
  /** Names of the records that were read, in the order of the chain. */
  readonly records: readonly string[]
  /** Names of the records that are part of the chain and were not read yet. */
  readonly pending: readonly string[]
  /** What is wrong with the chain; empty when all is well. */
  readonly problems: readonly ChainProblem[]
  /**
   * True when this is the whole chain: every record was read, and none is in trouble. With `pending` empty and
   * `problems` not, there is no more to come.
   */
  readonly complete: boolean
  /** Health of the first of the records that is stale, or else of the first record. */
  readonly state: State
  /** `false` while all records are live; else since when the first of them is stale, and why. */
  readonly stale: false | Stale
  /** Present on the emission with which all records are live again after a refresh. */
  readonly recovered?: {
    /** How long the chain was stale, in milliseconds. */
    readonly awayMs: number
  }
}

/** How a chain is followed. */
export interface ChainOptions {
  /**
   * So many records are asked for before anything names them, by the names that they must have: `1#.FTSE` is followed
   * by `2#.FTSE`, and `9#.FTSE` by `A#.FTSE`. A long chain is there in a fraction of the time; records that do not
   * exist are asked for in vain.
   * @defaultValue 0
   */
  readonly ahead?: number
  /**
   * Which members are chains themselves, for instance `(name) => name.startsWith('0#')`. They are opened too, and their
   * members stand in their place. One that turns out to be no chain is a member.
   * @defaultValue none
   */
  readonly expand?: (name: string) => boolean
  /**
   * How many links at the beginning of the chain sum it up, as the index does for its shares, and are no members; or
   * that number by display template, as `{ 187: 1, 205: 2 }`, for chains that are expanded as well.
   * @defaultValue 0
   */
  readonly summaryLinks?: number | Readonly<Record<number, number>>
  /**
   * How long a change is held back for what belongs to it, in milliseconds. Where one that comes at the front pushes
   * another over from each record to the next, that is one change with it, and several that contradict each other
   * without.
   * @defaultValue 0: every change of a record is told at once
   */
  readonly settle?: number
  /**
   * Most records that are followed.
   * @defaultValue 10000
   */
  readonly maxRecords?: number
}
