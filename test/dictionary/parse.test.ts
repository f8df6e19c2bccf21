import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DictionaryError, parseDictionary, type DictionaryFiles } from '../../src/index.js'
import { ownEnums } from '../../src/simulator/dictionary/own-enums.js'
import { ownFields } from '../../src/simulator/dictionary/own-fields.js'
import { anyDictionary } from './any-dictionary.js'
import { plain, print, small } from './support.js'

const bid = 'BID "BID" 22 NULL PRICE 17 REAL64 7'

const faultOf = (files: DictionaryFiles): DictionaryError => {
  try {
    parseDictionary(files)
  } catch (error) {
    if (error instanceof DictionaryError) return error
    throw error
  }
  throw new Error('it was read')
}

describe('a dictionary from files', () => {
  const own = parseDictionary({ fields: ownFields, enums: ownEnums })

  it('lacks what the files say', () => {
    expect(own.field('TRDPRC_1')).toEqual({
      name: 'TRDPRC_1',
      longName: 'LAST',
      fid: 6,
      ripplesTo: 'TRDPRC_2',
      fieldType: 'PRICE',
      type: 'Real',
      length: 17,
      enumLength: 0,
      size: 7,
    })
    expect(own.field(14)).toMatchObject({ name: 'PRCTCK_1', type: 'Enum', length: 2, enumLength: 1 })
    expect(own.field(-2)).toMatchObject({ name: 'SIM_RATIO', type: 'Double' })
    expect(own.field('BID_2')).not.toHaveProperty('ripplesTo')
    expect(own.version).toEqual({ fields: '1.0', enums: '1.0', id: 1 })
    expect([...own.fields.keys()].slice(0, 3)).toEqual(['PROD_PERM', 'RDNDISPLAY', 'DSPLY_NAME'])
  })

  it('does not find a value, or finds one that is not there', () => {
    expect(own.enumValue('RDN_EXCHD2', 2)).toEqual({
      value: 2,
      display: 'NYS',
      meaning: 'New York Stock Exchange',
    })
    expect(own.enumValue(4, ' NYS ')?.value).toBe(2)
    expect(own.enums(4)).toBe(own.enums(1709))
    expect(own.enumValue('PRCTCK_1', 1)?.display).toBe('\u00de')
    expect(small.enumValue('SIDE', 'BID')?.value).toBe(1)
    expect(own.enumValue('RDN_EXCHD2', 99)).toBeUndefined()
    expect(own.enumValue('BID', 1)).toBeUndefined()
    expect(own.enums('BID')).toBeUndefined()
    expect(own.enums('NOBODY')).toBeUndefined()
    expect(own.field('__proto__')).toBeUndefined()
  })

  it('has types that only the vendor reads', () => {
    const old = parseDictionary({
      fields: `A "A" 1 NULL ALPHANUM_XTND 9 RMTES_STRING 9
        B "B" 2 NULL NONE 0 ELEM_LIST 0
        C "C" 3 NULL TIME 9 DATE_TIME 9
        D "D" 4 NULL PRICE 9 REAL32 4`,
    })
    expect([...old.fields.values()].map(({ fieldType, type }) => [fieldType, type])).toEqual([
      ['LONG_ALPHANUMERIC', 'RmtesString'],
      ['UNKNOWN', 'ElementList'],
      ['TIME', 'DateTime'],
      ['PRICE', 'Real'],
    ])
  })

  it("has the version of what was put behind the vendor's", () => {
    const { version } = parseDictionary({ fields: `!tag Version 4.20\n${bid}\n!tag Version 1` })
    expect(version.fields).toBe('4.20')
  })

  it('can be changed', () => {
    expect(Object.isFrozen(own)).toBe(true)
    expect(Object.isFrozen(own.field('BID'))).toBe(true)
    expect(Object.isFrozen(own.enumValue('CURRENCY', 840))).toBe(true)
    expect(Object.isFrozen(own.version)).toBe(true)
  })

  it('stumbles over another end of lines, or a mark at the beginning', () => {
    const files = {
      fields: `\uFEFF${ownFields.replaceAll('\n', '\r\n')}`,
      enums: ownEnums.replaceAll('\n', '\r'),
    }
    expect(plain(parseDictionary(files))).toEqual(plain(own))
  })

  it('loses what was written', () => {
    fc.assert(
      fc.property(anyDictionary, (dictionary) => {
        expect(plain(parseDictionary(print(dictionary)))).toEqual(plain(dictionary))
      }),
    )
  })
})

describe('a fault in a file of fields', () => {
  it.each([
    ['', 0, 'the field file: there are no fields in it'],
    ['BID', 1, 'line 1 of the field file: the DDE ACRONYM is missing, or is not in quotes'],
    ['\nBID BID 22', 2, 'line 2 of the field file: the DDE ACRONYM is missing, or is not in quotes'],
    ['BID "BID"', 1, 'line 1 of the field file: the FID is missing'],
    [
      'BID "BID" x22',
      1,
      'line 1 of the field file: the FID must be a whole number from -32768 to 32767: x22',
    ],
    [
      'BID "BID" 40000',
      1,
      'line 1 of the field file: the FID must be a whole number from -32768 to 32767: 40000',
    ],
    ['BID "BID" 22 NULL COST', 1, 'line 1 of the field file: the FIELD TYPE is not known'],
    [
      'BID "BID" 22 NULL PRICE 17 ( 3 REAL',
      1,
      'line 1 of the field file: the length of the display text lacks its closing parenthesis',
    ],
    ['BID "BID" 22 NULL PRICE 17 RELA 7', 1, 'line 1 of the field file: the RWF TYPE is not known'],
    ['BID "BID" 22 NULL PRICE 17 REAL', 1, 'line 1 of the field file: the RWF LEN is missing'],
    [`${bid} 8`, 1, 'line 1 of the field file: there is something behind the RWF LEN'],
    [`${bid}\n${bid}`, 2, 'line 2 of the field file: there is a field of this name already'],
    [
      `${bid}\n!\n${bid.replace('BID', 'ASK')}`,
      3,
      'line 3 of the field file: there is a field with the FID 22 already',
    ],
  ])('is not told: %j', (fields, line, message) => {
    expect(faultOf({ fields })).toMatchObject({ code: 'dictionary-malformed', part: 'fields', line, message })
  })

  it.each([ownEnums, ownEnums.replace(/^!tag Type.*$/m, ''), '!tag Type 2'])(
    'is not that it is another file',
    (enums) => {
      expect(faultOf({ fields: enums })).toMatchObject({
        part: 'fields',
        line: 0,
        message: 'the field file: it is a file of enumerations',
      })
    },
  )

  it('repeats what may be a secret', () => {
    const { message } = faultOf({ fields: 'BID "BID" secret/+=token-in-the-wrong-file' })
    expect(message).not.toContain('secret')
  })
})

describe('a fault in a file of enumerations', () => {
  const at = (line: number, wrong: string) => ({
    line,
    message: `line ${line} of the enumeration file: ${wrong}`,
  })

  it.each([
    ['! nothing', { line: 0, message: 'the enumeration file: there are no values in it' }],
    [' 1 "A" a', at(1, 'there is a value before any field')],
    ['SIDE 5', at(1, 'there are no values of this field')],
    ['SIDE five\n 1 "A" a', at(1, 'the FID must be a whole number from -32768 to 32767: five')],
    ['SIDE 5\n one "A" a', at(2, 'the VALUE must be a whole number from 0 to 65535: one')],
    ['SIDE 5\n 1 A and more', at(2, 'the DISPLAY must stand in quotes, or as bytes between number signs')],
    ['SIDE 5\n 1 #DEF# up', at(2, 'the DISPLAY has half a byte')],
    ['SIDE 5\n 1 "A" a\n 1 "B" b', at(1, 'the value 1 is there twice')],
    ['SIDE 5\n 1 "A" a\nAGAIN 5\n 1 "A" a', at(3, 'there are values of the FID 5 already')],
  ])('is not told: %j', (enums, fault) => {
    expect(faultOf({ fields: bid, enums })).toMatchObject({ part: 'enums', ...fault })
  })
})

it.each([ownFields, ownFields.replace(/^!tag Type.*$/m, ''), '!tag Type 1'])(
  'a file of fields is taken for one of enumerations',
  (enums) => {
    expect(faultOf({ fields: bid, enums })).toMatchObject({
      part: 'enums',
      line: 0,
      message: 'the enumeration file: it is a file of fields',
    })
  },
)

describe('whatever a file holds', () => {
  const token = fc.oneof(
    fc.constantFrom(
      'BID',
      '"BID"',
      '22',
      'NULL',
      'PRICE',
      'REAL64',
      '(',
      ')',
      '#DE#',
      '!tag',
      '"',
      '-',
      '\n',
      ' 1 "A" a\n',
    ),
    fc.string(),
  )
  const text = fc.oneof(
    fc.array(token).map((tokens) => tokens.join(' ')),
    fc.string({ unit: 'binary' }),
  )

  it('throws what is no DictionaryError', () => {
    fc.assert(
      fc.property(text, text, (fields, enums) => {
        for (const files of [{ fields, enums }, { fields: bid, enums }, { fields: `${bid} ${fields}` }])
          try {
            parseDictionary(files)
          } catch (error) {
            expect(error).toBeInstanceOf(DictionaryError)
          }
      }),
    )
  })
})
