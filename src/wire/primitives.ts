/** Types of a single value, as the protocol names them. Elements, arrays and map keys say theirs. */
export type PrimitiveType =
  | 'Int'
  | 'UInt'
  | 'Float'
  | 'Double'
  | 'Real'
  | 'Date'
  | 'Time'
  | 'DateTime'
  | 'Qos'
  | 'State'
  | 'Enum'
  | 'Array'
  | 'Buffer'
  | 'AsciiString'
  | 'Utf8String'
  | 'RmtesString'

/** Types of content that has parts of its own, as a wrapped element names them. */
export type ContainerType =
  | 'NoData'
  | 'Opaque'
  | 'Xml'
  | 'FieldList'
  | 'ElementList'
  | 'FilterList'
  | 'Vector'
  | 'Map'
  | 'Series'
  | 'Msg'
  | 'Json'

/**
 * A single value as it travels: a number, text, or `null` for blank. Integers beyond 2^53 are rounded, unless the
 * item was opened with `integers: 'exact'`, which gives them as `bigint`. Beware: `"Inf"`, `"-Inf"` and `"NaN"` are
 * text, and so are dates, times and base64 buffers.
 */
export type Primitive = string | number | bigint | boolean | null

/** A list of values of one type. Blank ones are `null`; a blank list is `null` as a whole. */
export interface OmmArray {
  /** Type of every value in it. */
  readonly Type: PrimitiveType
  /** The values, in order. */
  readonly Data: readonly unknown[] | null
  /** Length of each value in the binary form; of no meaning here. */
  readonly Length?: number
}

/** Quality of service, as a refresh states it and a request asks for it. */
export interface WireQos {
  /** Name or number of a `Timeliness`. */
  readonly Timeliness?: string | number
  /** Name or number of a `Rate`. */
  readonly Rate?: string | number
  /** Delay; only with `Delayed`. */
  readonly TimeInfo?: number
  /** Interval in milliseconds; only with `TimeConflated`. */
  readonly RateInfo?: number
  /** The quality may change during the life of the stream. */
  readonly Dynamic?: boolean
}
