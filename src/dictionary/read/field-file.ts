import type { Draft } from '../draft.js'
import { dataTypeNamed, fieldTypeNamed } from '../field-types.js'
import { columnsOf } from './columns.js'
import { complainAt, isEnumName, linesOf, type Line } from './lines.js'

/** Ranges of the numbers in both files, and on the wire. */
export const ranges = {
  fid: [-32_768, 32_767],
  length: [0, 65_535],
  enumLength: [0, 255],
  value: [0, 65_535],
} as const

const readLine = (draft: Draft, { text, complain }: Line): void => {
  const columns = columnsOf(text, complain)
  const name = columns.word('ACRONYM')
  const longName = columns.quoted('DDE ACRONYM')
  const fid = columns.whole('FID', ...ranges.fid)
  const ripplesTo = columns.word('RIPPLES TO')
  const fieldType = fieldTypeNamed(columns.word('FIELD TYPE')) ?? complain('the FIELD TYPE is not known')
  const length = columns.whole('LENGTH', ...ranges.length)
  const enumLength = columns.inParentheses('length of the display text', ranges.enumLength[1])
  const type = dataTypeNamed(columns.word('RWF TYPE')) ?? complain('the RWF TYPE is not known')
  const size = columns.whole('RWF LEN', ...ranges.length)
  const rest = columns.rest()
  if (rest !== '' && !rest.startsWith('!')) complain('there is something behind the RWF LEN')
  draft.addField(
    {
      name,
      fid,
      longName,
      ripplesTo: ripplesTo === 'NULL' ? undefined : ripplesTo,
      fieldType,
      type,
      length,
      enumLength,
      size,
    },
    complain,
  )
}

/** Reads a file of fields, such as the vendor's `RDMFieldDictionary`. */
export const readFieldFile = (draft: Draft, file: string): void => {
  const { tags, lines } = linesOf('fields', file)
  const complain = complainAt('fields', 0)
  if (tags.get('Type') === '2' || (lines[0] !== undefined && isEnumName(lines[0].text))) {
    complain('it is a file of enumerations')
  }
  if (lines.length === 0) complain('there are no fields in it')
  for (const line of lines) readLine(draft, line)
  const version = tags.get('Version')
  const id = tags.get('DictionaryId')
  draft.addVersion({
    ...(version === undefined ? {} : { fields: version }),
    ...(id !== undefined && /^-?\d{1,9}$/.test(id) ? { id: Number(id) } : {}),
  })
}
