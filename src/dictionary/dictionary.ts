import type { FieldDataType, FieldType } from './field-types.js'

/** One field of a dictionary. */
export interface DictionaryField {
  /** Its name, as messages have it: `BID`. */
  readonly name: string
  /** Its number, the FID; those of customers are negative. */
  readonly fid: number
  /** Its name in words, as older displays show it; absent where the server was not asked for it. */
  readonly longName?: string
  /** Name of the field that its old value moves to when a new one comes; absent for most. */
  readonly ripplesTo?: string
  /** What it is in the terms of the market data; `'PRICE'`, for instance. */
  readonly fieldType: FieldType
  /** What its values are in the terms of the protocol. */
  readonly type: FieldDataType
  /** Most characters of a value. */
  readonly length: number
  /** Most characters of the display text of an enumerated value; 0 for other fields. */
  readonly enumLength: number
  /** Most bytes of a value in the binary form of the protocol. */
  readonly size: number
}

/** One value of an enumerated field. */
export interface EnumValue {
  /** The number. */
  readonly value: number
  /** The text that displays show for it. Some are padded with spaces, some are special characters. */
  readonly display: string
  /** The same in words; empty where the dictionary does not say, and where a server was not asked for all it has. */
  readonly meaning: string
}

/** Which dictionary it is. Members are absent where a file or a server does not say. */
export interface DictionaryVersion {
  /** Version of the fields, for instance `'4.20.57'`. */
  readonly fields?: string
  /** Version of the enumerations. */
  readonly enums?: string
  /** Number of the dictionary. */
  readonly id?: number
}

/** A field, by its name or its FID. */
export type FieldKey = string | number

/** What a server knows of its fields. Never changes. */
export interface Dictionary {
  /** Which dictionary it is. */
  readonly version: DictionaryVersion
  /** All fields by name, in the order of the dictionary. */
  readonly fields: ReadonlyMap<string, DictionaryField>
  /** A field by its name or its FID; `undefined` for one that is not there. */
  field(key: FieldKey): DictionaryField | undefined
  /** All values of an enumerated field by number; `undefined` for a field that is not enumerated, or not there. */
  enums(key: FieldKey): ReadonlyMap<number, EnumValue> | undefined
  /**
   * A value of an enumerated field, by its number or by its display text. Spaces around a text do not count, and of
   * several values with the same text the first is given. `undefined` where there is none.
   */
  enumValue(key: FieldKey, value: number | string): EnumValue | undefined
}
