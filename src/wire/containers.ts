/**
 * The containers of the Open Message Model as they travel: what a message, a summary, an entry, a key or a field
 * can hold. Blank is written in three ways, `null`, `{}` and absence, and all three mean the same.
 */
import type { Fields } from './fields.js'
import type { ContainerType, Primitive, PrimitiveType } from './primitives.js'

/**
 * Content of an element list. A bare number is a `UInt`, a bare text is an `AsciiString`; everything else comes
 * wrapped with its type.
 */
export type Elements = Readonly<Record<string, ElementValue>>

/** Value of an element: bare, or wrapped with its type. */
export type ElementValue = Primitive | WrappedElement

/** Value of an element that says its type. A blank one has `Data` `null`. */
export interface WrappedElement {
  /** Type of the value. */
  readonly Type: PrimitiveType | ContainerType
  /** The value, or the content of a container. */
  readonly Data: unknown
}

/** What happens to an entry of a map. */
export type MapAction = 'Add' | 'Update' | 'Delete'

/** One entry of a map; `Delete` comes without content. */
export interface MapEntry extends Container {
  /** `Add` replaces or creates, `Update` merges, `Delete` removes. */
  readonly Action: MapAction
  /** Key of the entry; base64 where the map's `KeyType` is `Buffer`. */
  readonly Key: Primitive
  /** Permission data of this entry alone, in base64. */
  readonly PermData?: string
}

/** Entries by key, in no particular order: an order book, a symbol list, the source directory. */
export interface OmmMap {
  /** Type of all keys. */
  readonly KeyType: PrimitiveType
  /** Number of the field whose value the key is. */
  readonly KeyFieldID?: number
  /** About how many entries all parts have together; 0 or absent when not told. */
  readonly CountHint?: number
  /** What applies to the whole map. Merged like the content of an entry. */
  readonly Summary?: Container | null
  /** What happens to the entries; absent when only the summary changes. */
  readonly Entries?: readonly MapEntry[]
}

/** What happens to an entry of a vector. */
export type VectorAction = 'Update' | 'Set' | 'Clear' | 'Insert' | 'Delete'

/** One entry of a vector. */
export interface VectorEntry extends Container {
  /** Number of its position, from 0; there may be gaps. */
  readonly Index: number
  /** `Insert` and `Delete` move the entries behind. */
  readonly Action: VectorAction
  /** Permission data of this entry alone, in base64. */
  readonly PermData?: string
}

/** Entries by position, such as the points of a yield curve. */
export interface OmmVector {
  /** Entries may be inserted and deleted, which moves those behind. */
  readonly SupportSorting?: boolean
  /** About how many entries all parts have together. */
  readonly CountHint?: number
  /** What applies to the whole vector. */
  readonly Summary?: Container | null
  /** What happens to the entries. */
  readonly Entries?: readonly VectorEntry[]
}

/** Rows in order, appended over all parts, such as those of a dictionary. */
export interface OmmSeries {
  /** About how many rows all parts have together. */
  readonly CountHint?: number
  /** What applies to all rows. */
  readonly Summary?: Container | null
  /** The rows. */
  readonly Entries?: readonly Container[]
}

/** What happens to an entry of a filter list. */
export type FilterAction = 'Set' | 'Update' | 'Clear'

/** One entry of a filter list. */
export interface FilterEntry extends Container {
  /** Number of the entry, 0 to 255; each means something of its own. */
  readonly ID: number
  /** `Set` replaces, `Update` merges, `Clear` forgets. */
  readonly Action: FilterAction
  /** Permission data of this entry alone, in base64. */
  readonly PermData?: string
}

/** Numbered parts, each with content of its own kind: how the source directory describes a service. */
export interface OmmFilterList {
  /** About how many entries there are. */
  readonly CountHint?: number
  /** What happens to the entries. */
  readonly Entries?: readonly FilterEntry[]
}

/** A message as the content of another one, as in a post. Its `ID` means nothing. */
export type EmbeddedMessage = Container & Readonly<Record<string, unknown>>

/** Anything that can hold content, under the name of its kind: one of these members at most. */
export interface Container {
  /** A field list: names of the server's dictionary and their values. */
  readonly Fields?: Fields | null
  /** A list of self-describing elements. */
  readonly Elements?: Elements | null
  /** Entries by key. */
  readonly Map?: OmmMap | null
  /** Entries by position. */
  readonly Vector?: OmmVector | null
  /** Rows in order. */
  readonly Series?: OmmSeries | null
  /** Numbered parts. */
  readonly FilterList?: OmmFilterList | null
  /** A whole message. */
  readonly Message?: EmbeddedMessage | null
  /** Bytes in base64. */
  readonly Opaque?: string | null
  /** An XML document. */
  readonly Xml?: string | null
  /** Any JSON. */
  readonly Json?: unknown
}

/** Name of the member that holds content. */
export type ContainerName = keyof Container

/** Every name under which content can stand. */
export const containerNames: readonly ContainerName[] = [
  'Fields',
  'Elements',
  'Map',
  'Vector',
  'Series',
  'FilterList',
  'Message',
  'Opaque',
  'Xml',
  'Json',
]

/** Under which name an object holds content; `undefined` when it holds none, that is, when it is blank. */
export const containerOf = (holder: Container): ContainerName | undefined => {
  for (const name of containerNames) if (holder[name] !== undefined) return name
  return undefined
}
