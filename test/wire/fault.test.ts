import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readFault } from '../../src/wire/fault.js'
import { corpusFolder, readCorpus } from '../support/corpus.js'

const texts: readonly (readonly [text: string, category: string, key: string | undefined])[] = [
  [
    "JSON Converter Token Type error: Expected 'PRIMITIVE' for key 'ID' Received 'STRING'",
    'token-type',
    'ID',
  ],
  ["JSON Unexpected Value. Received 'X' for key 'Type'", 'unexpected-value', 'Type'],
  ["JSON Missing required key 'ID'", 'missing-key', 'ID'],
  ["JSON Unexpected Key. Received 'PlaceHolder'", 'unexpected-key', 'PlaceHolder'],
  ["JSON Unexpected FID. Received 'BIDD' for key 'Fields'", 'unexpected-fid', 'Fields'],
  ["JSON Mixed Types in OMM Array: Received 'PRIMITIVE' and 'STRING' for key 'Data'", 'array-types', 'Data'],
  ['JSON parser error: -2', 'not-json', undefined],
  ['JSON RSSL Conversion Error. RSSL error code : 26', 'conversion', undefined],
  ['JSON invalid primitive type', 'invalid-type', undefined],
  ['JSON invalid container type', 'invalid-type', undefined],
  ['Empty JSON Message', 'empty', undefined],
  ['RsslDictionary is not initialized.', 'server', undefined],
  ['Something new', 'other', undefined],
  ['', 'other', undefined],
]

describe('readFault', () => {
  it.each(texts)('tells the kind and the member of: %s', (text, category, key) => {
    expect(readFault(text)).toEqual({ category, text, ...(key === undefined ? {} : { key }) })
    expect(readFault(text.toUpperCase()).category).toBe(category)
  })

  it('does not take what we sent for the words of the server', () => {
    const text = "JSON Unexpected Value. Received 'Empty JSON Message' for key 'Type'"
    expect(readFault(text)).toMatchObject({ category: 'unexpected-value', key: 'Type' })
    const fooled = "JSON Unexpected Value. Received 'a' for key 'b' for key 'Type'"
    expect(readFault(fooled)).toMatchObject({ key: 'Type' })
  })

  it.each([
    ['a long value', `JSON Unexpected Value. Received '${'ab '.repeat(20)}' for key 'Name'`, 'Name'],
    [
      'a value of many lines',
      `JSON Unexpected Value. Received '${'x\n'.repeat(600)}' for key 'Name'`,
      'Name',
    ],
    [
      'a value with quotation marks',
      `JSON Unexpected Value. Received 'it's ${'ab '.repeat(20)}' for key 'Name'`,
      'Name',
    ],
    ['a value without an end', `JSON Unexpected Key. Received '${'ab '.repeat(2_000)}`, undefined],
    ['a web token', "JSON Unexpected Value. Received 'eyJhbGciOiJSUzI1NiJ9' for key 'Name'", 'Name'],
    ['the beginning of one', "JSON Unexpected Value. Received 'eyJhb' for key 'Name'", 'Name'],
    ['an opaque token', "JSON Unexpected Key. Received 'sL0-fB4xKq9Zt7Yw2Rm5'", undefined],
    ['a long member', `JSON Missing required key '${'ab '.repeat(20)}'`, undefined],
  ])('cuts %s', (_, text, key) => {
    const fault = readFault(text)
    expect(fault.text).toContain("'[cut]")
    expect(fault.text).not.toMatch(/ab |eyJ|sL0|x x/)
    expect(fault.key).toBe(key)
  })

  it('leaves a value alone that is short and plain', () => {
    expect(
      readFault("JSON Unexpected Value. Received 'ELEKTRON_DD_DELAYED' for key 'Service'").text,
    ).toContain('ELEKTRON_DD_DELAYED')
  })

  it.each([undefined, null, 7, {}, []])('survives a text that is %j', (text) => {
    expect(readFault(text)).toEqual({ category: 'other', text: '' })
  })

  it('says the same of its own text, which may be read again', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 2_000 }),
          fc
            .tuple(fc.string({ maxLength: 80 }), fc.string({ maxLength: 60 }))
            .map(([value, key]) => `JSON Unexpected Value. Received '${value}' for key '${key}'`),
        ),
        (text) => {
          const fault = readFault(text)
          expect(readFault(fault.text)).toEqual(fault)
          expect(fault.text.length).toBeLessThanOrEqual(1_024)
        },
      ),
    )
  })

  const folder = corpusFolder()
  it.skipIf(folder === undefined)('knows the errors of the corpus (skipped where that is not there)', () => {
    const received = readCorpus(`${folder ?? ''}/errors`).filter(({ direction }) => direction === 'server')
    expect(received.length).toBeGreaterThan(0)
    for (const { message } of received) {
      const [{ Text }] = message as [{ Text: string }]
      expect(readFault(Text).category).not.toBe('other')
      expect(readFault(Text).text).toBe(Text)
    }
  })
})
