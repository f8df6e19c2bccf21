import type { FieldList } from './field.js'

/** What happens to one entry of a map. */
export interface EntryChange {
  readonly action: 'Add' | 'Update' | 'Delete'
  /** The key as JSON text. */
  readonly key: string
  /** Absent where the entry has no content, as in most symbol lists and in every `Delete`. */
  readonly fields?: FieldList
  /** True for an `Add` of a key that was not there: a `Delete` that follows leaves nothing to tell. */
  readonly fresh?: boolean
  /** True for an `Add` that comes after a `Delete` which the client has not been told yet. */
  readonly again?: boolean
}

/** What changes in a map. */
export interface MapChange {
  readonly summary?: FieldList
  readonly entries: readonly EntryChange[]
}

interface ChangeMembers {
  /** Type of the update. */
  readonly type: string
  /** Further members of the update, for instance `DoNotRipple`. */
  readonly more?: Readonly<Record<string, unknown>>
}

/** An update of a field list. */
export interface FieldMove extends ChangeMembers {
  readonly fields: FieldList
  readonly map?: undefined
}

/** An update of a map. */
export interface MapMove extends ChangeMembers {
  readonly map: MapChange
  readonly fields?: undefined
}

/** What an update is: its type and what changed. */
export type Change = FieldMove | MapMove

/** What makes the content of an item that is a field list. */
export interface FieldSource {
  /** All fields as they are now. */
  image(at: number): FieldList
  /** The market moves. */
  next(at: number): FieldMove
}

/** Types of map keys that are served. */
export type KeyType = 'Buffer' | 'AsciiString'

/** What makes the content of an item that is a map. */
export interface MapSource {
  readonly keyType: KeyType
  /** Number of the field whose value the key is. */
  readonly keyFieldId?: number
  /** Makes the map, and gives what is common to all its entries. */
  start(at: number): FieldList
  /** All entries as they are now. Made anew each time: to keep them would cost more than the rest of a book. */
  image(): readonly EntryChange[]
  /** The market moves; `undefined` when this time nothing happens. */
  next(at: number): MapMove | undefined
}

/** A map as it is at the moment. */
export interface MapContent {
  readonly keyType: KeyType
  readonly keyFieldId?: number
  readonly summary: FieldList
  /** The entries as they are now, by key, which is JSON text. Takes time: they may be made for the occasion. */
  entries(): ReadonlyMap<string, FieldList>
}
