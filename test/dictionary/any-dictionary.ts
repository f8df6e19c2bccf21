import fc from 'fast-check'
import type { Dictionary, EnumValue } from '../../src/index.js'
import { createDraft } from '../../src/dictionary/draft.js'
import { fieldTypes } from '../../src/dictionary/field-types.js'

const name = fc
  .stringMatching(/^[A-Z0-9_]{1,10}$/)
  // What the column says where there is no name.
  .filter((text) => text !== 'NULL')
const text = fc.stringMatching(/^[ -!#-~]{0,20}$/)
const types = [
  'Int',
  'UInt',
  'Real',
  'Double',
  'Date',
  'Time',
  'DateTime',
  'AsciiString',
  'RmtesString',
] as const
const length = fc.integer({ min: 0, max: 65_535 })

const fields = fc.uniqueArray(
  fc.record({
    name,
    longName: text,
    fid: fc.integer({ min: -32_768, max: 32_767 }).filter((fid) => fid !== 0),
    ripple: fc.option(fc.nat(), { nil: undefined }),
    fieldType: fc.constantFrom(...fieldTypes),
    type: fc.constantFrom(...types),
    length,
    size: length,
  }),
  { selector: ({ name }) => name, minLength: 1, maxLength: 20 },
)

const values: fc.Arbitrary<readonly EnumValue[]> = fc.uniqueArray(
  fc.record({
    value: fc.integer({ min: 0, max: 65_535 }),
    display: fc.stringMatching(/^[\u0001-\u00ff]{0,6}$/),
    meaning: text.map((meaning) => meaning.trim()),
  }),
  { selector: ({ value }) => value, minLength: 1, maxLength: 10 },
)

/** Any dictionary that can be written to files, and that can be sent. */
export const anyDictionary: fc.Arbitrary<Dictionary> = fc
  .record({
    fields,
    tables: fc.array(fc.record({ values, fields: fc.nat({ max: 3 }) }), { minLength: 1, maxLength: 4 }),
    version: fc.stringMatching(/^[1-9]\.[0-9]$/),
    id: fc.integer({ min: 0, max: 9 }),
  })
  .map((given) => {
    const draft = createDraft()
    const complain = (): never => {
      throw new Error('no such dictionary')
    }
    const plainFields = [...new Map(given.fields.map((field) => [field.fid, field])).values()]
    const left = plainFields.map(({ fid }) => fid)
    const tables = given.tables
      .map((table) => ({ values: table.values, fids: left.splice(0, table.fields + 1) }))
      .filter(({ fids }) => fids.length > 0)
    const enumerated = new Set(tables.flatMap(({ fids }) => fids))
    for (const { ripple, ...field } of plainFields) {
      const target = ripple === undefined ? undefined : plainFields[ripple % plainFields.length]!.name
      const isEnum = enumerated.has(field.fid)
      const more = { type: isEnum ? ('Enum' as const) : field.type, enumLength: isEnum ? 3 : 0 }
      draft.addField({ ...field, ripplesTo: target, ...more }, complain)
    }
    for (const { fids, values } of tables) draft.addTable(fids, values, complain)
    draft.addVersion({ fields: given.version, enums: given.version, id: given.id })
    return draft.finish()
  })
