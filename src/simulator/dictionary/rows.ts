import type { Dictionary, DictionaryField, EnumValue } from '../../dictionary/dictionary.js'
import { dataTypeNumber, fieldTypes } from '../../dictionary/field-types.js'

type Members = Readonly<Record<string, unknown>>

/** Bits of the filter of a request: what is wanted of each row. */
const filterBit = { minimal: 3, normal: 4, verbose: 8 } as const

const int = (data: number): Members => ({ Type: 'Int', Data: data })

const array = (type: string, data: readonly unknown[]): Members => ({
  Type: 'Array',
  Data: { Type: type, Data: data },
})

const fieldRow = (dictionary: Dictionary, field: DictionaryField, filter: number): Members => {
  const { name, fid, ripplesTo, fieldType, length, type, size, enumLength, longName = '' } = field
  return {
    Elements: {
      NAME: name,
      FID: int(fid),
      RIPPLETO: int((ripplesTo === undefined ? undefined : dictionary.field(ripplesTo)?.fid) ?? 0),
      TYPE: int(fieldType === 'UNKNOWN' ? -1 : fieldTypes.indexOf(fieldType)),
      LENGTH: length,
      RWFTYPE: dataTypeNumber(type),
      RWFLEN: size,
      ...((filter & filterBit.normal) === 0 ? {} : { ENUMLENGTH: enumLength, LONGNAME: longName }),
    },
  }
}

const enumRow = (fids: readonly number[], values: readonly EnumValue[], filter: number): Members => ({
  Elements: {
    FIDS: array('Int', fids),
    VALUE: array(
      'Enum',
      values.map(({ value }) => value),
    ),
    DISPLAY: array(
      'RmtesString',
      values.map(({ display }) => display),
    ),
    ...((filter & filterBit.verbose) === 0
      ? {}
      : {
          MEANING: array(
            'AsciiString',
            values.map(({ meaning }) => meaning),
          ),
        }),
  },
})

/** The rows of `RWFFld`; none for a request that asks for the version only. */
export const fieldRows = (dictionary: Dictionary, filter: number): readonly Members[] =>
  (filter & filterBit.minimal) === 0
    ? []
    : [...dictionary.fields.values()].map((field) => fieldRow(dictionary, field, filter))

/** The rows of `RWFEnum`: each table once, with the fields that have it. */
export const enumRows = (dictionary: Dictionary, filter: number): readonly Members[] => {
  if ((filter & filterBit.minimal) === 0) return []
  const tables = new Map<ReadonlyMap<number, EnumValue>, number[]>()
  for (const { fid } of dictionary.fields.values()) {
    const table = dictionary.enums(fid)
    if (table !== undefined) tables.set(table, [...(tables.get(table) ?? []), fid])
  }
  return [...tables].map(([table, fids]) => enumRow(fids, [...table.values()], filter))
}
