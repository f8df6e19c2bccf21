import type { ContainerType, PrimitiveType } from '../wire/primitives.js'

/** What a field is in the terms of the market data; `'UNKNOWN'` for a number that a server made up. */
export type FieldType =
  | 'TIME_SECONDS'
  | 'INTEGER'
  | 'NUMERIC'
  | 'DATE'
  | 'PRICE'
  | 'ALPHANUMERIC'
  | 'ENUMERATED'
  | 'TIME'
  | 'BINARY'
  | 'LONG_ALPHANUMERIC'
  | 'OPAQUE'
  | 'UNKNOWN'

/** The same by the number with which servers tell it. */
export const fieldTypes: readonly Exclude<FieldType, 'UNKNOWN'>[] = [
  'TIME_SECONDS',
  'INTEGER',
  'NUMERIC',
  'DATE',
  'PRICE',
  'ALPHANUMERIC',
  'ENUMERATED',
  'TIME',
  'BINARY',
  'LONG_ALPHANUMERIC',
  'OPAQUE',
]

/** The type that a file calls so. Two names are those of old files. */
export const fieldTypeNamed = (name: string): FieldType | undefined => {
  if (name === 'NONE') return 'UNKNOWN'
  if (name === 'ALPHANUM_XTND') return 'LONG_ALPHANUMERIC'
  return fieldTypes.find((known) => known === name)
}

/** What the values of a field are in the terms of the protocol. */
export type FieldDataType = PrimitiveType | Exclude<ContainerType, 'NoData'> | 'AnsiPage' | 'Unknown'

/** By name in a file, without the width that old files add, and by number on the wire. */
const dataTypes: readonly (readonly [name: string, number: number, type: FieldDataType])[] = [
  ['UNKNOWN', 0, 'Unknown'],
  ['INT', 3, 'Int'],
  ['UINT', 4, 'UInt'],
  ['FLOAT', 5, 'Float'],
  ['DOUBLE', 6, 'Double'],
  ['REAL', 8, 'Real'],
  ['DATE', 9, 'Date'],
  ['TIME', 10, 'Time'],
  ['DATETIME', 11, 'DateTime'],
  ['DATE_TIME', 11, 'DateTime'],
  ['QOS', 12, 'Qos'],
  ['STATE', 13, 'State'],
  ['STATUS', 13, 'State'],
  ['ENUM', 14, 'Enum'],
  ['ARRAY', 15, 'Array'],
  ['BUFFER', 16, 'Buffer'],
  ['ASCII_STRING', 17, 'AsciiString'],
  ['UTF8_STRING', 18, 'Utf8String'],
  ['RMTES_STRING', 19, 'RmtesString'],
  ['OPAQUE', 130, 'Opaque'],
  ['XML', 131, 'Xml'],
  ['FIELD_LIST', 132, 'FieldList'],
  ['ELEMENT_LIST', 133, 'ElementList'],
  ['ELEM_LIST', 133, 'ElementList'],
  ['ANSI_PAGE', 134, 'AnsiPage'],
  ['FILTER_LIST', 135, 'FilterList'],
  ['VECTOR', 136, 'Vector'],
  ['MAP', 137, 'Map'],
  ['SERIES', 138, 'Series'],
  ['MSG', 141, 'Msg'],
  ['JSON', 142, 'Json'],
]

/** The type that a file calls so: `REAL`, and `REAL64` in old files. */
export const dataTypeNamed = (name: string): FieldDataType | undefined => {
  const plain = name.replace(/^(INT|UINT|REAL)(32|64)$/, '$1')
  return dataTypes.find(([known]) => known === plain)?.[2]
}

/** The type that has this number on the wire. */
export const dataTypeNumbered = (number: number): FieldDataType | undefined =>
  dataTypes.find(([, known]) => known === number)?.[2]

/** The number of a type on the wire. */
export const dataTypeNumber = (type: FieldDataType): number =>
  dataTypes.find(([, , known]) => known === type)?.[1] ?? 0
