import { parseDictionary, type Dictionary } from '../../src/index.js'

/** A dictionary as plain data, to be compared. */
export const plain = (dictionary: Dictionary) => ({
  version: dictionary.version,
  fields: [...dictionary.fields.values()],
  enums: [...dictionary.fields.values()].map(({ fid }) => [
    fid,
    [...(dictionary.enums(fid)?.values() ?? [])],
  ]),
})

const quoted = (display: string): string =>
  /^[^"\n\r]*$/.test(display)
    ? `"${display}"`
    : `#${Array.from(display, (one) => one.charCodeAt(0).toString(16).padStart(2, '0')).join('')}#`

/** Writes the files of a dictionary. */
export const print = (dictionary: Dictionary) => {
  const { version, fields } = dictionary
  const all = [...fields.values()]
  const tag = (name: string, value: string | number | undefined): string =>
    value === undefined ? '' : `!tag ${name} ${value}\n`
  const tables = new Map<unknown, number[]>()
  for (const { fid } of all) {
    const table = dictionary.enums(fid)
    if (table) tables.set(table, [...(tables.get(table) ?? []), fid])
  }
  const fileType = (type: string): string =>
    type === 'DateTime' ? 'DATETIME' : type.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toUpperCase()
  return {
    fields:
      tag('Version', version.fields) +
      tag('DictionaryId', version.id) +
      all
        .map(
          ({ name, longName = '', fid, ripplesTo = 'NULL', fieldType, length, enumLength, type, size }) =>
            `${name} "${longName}" ${fid} ${ripplesTo} ${fieldType} ${length} ${
              enumLength === 0 ? '' : `( ${enumLength} )`
            } ${fileType(type)} ${size}`,
        )
        .join('\n'),
    enums:
      tag('DT_Version', version.enums) +
      [...tables.values()]
        .map((fids) =>
          [
            ...fids.map((fid) => `${dictionary.field(fid)!.name} ${fid}`),
            ...[...dictionary.enums(fids[0]!)!.values()].map(
              ({ value, display, meaning }) => `  ${value} ${quoted(display)} ${meaning}`,
            ),
          ].join('\n'),
        )
        .join('\n'),
  }
}

/** A dictionary of two fields. */
export const small = parseDictionary({
  fields:
    '!tag Version 2.0\n!tag DictionaryId 2\nBID "BID" 22 NULL PRICE 17 REAL64 7\nSIDE "SIDE" 5 NULL ENUMERATED 3 ( 3 ) ENUM 1',
  enums: '!tag DT_Version 2.1\nSIDE 5\n 1 "BID" bid\n 2 "ASK" ask\n 3 "BID" another',
})
