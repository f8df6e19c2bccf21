import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytesOf } from '../../../src/wire/values/bytes-of.js'
import { keyText } from '../../../src/wire/values/key-text.js'
import { textOf } from '../../../src/wire/values/text-of.js'

const encode = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

describe('a buffer', () => {
  it('has the bytes that were encoded', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(bytesOf(encode(bytes))).toEqual(bytes)
      }),
    )
  })

  it('is none where the value is no base64', () => {
    for (const value of [undefined, null, 5, {}, 'a', 'ab=c', '____', 'é', true]) {
      expect([bytesOf(value), textOf(value)]).toEqual([undefined, undefined])
    }
  })

  it('is shown as UTF-8, and as Latin-1 where it is none, without losing a byte', () => {
    expect(textOf('Ri5O')).toBe('F.N')
    expect(textOf('77u/QQ==')).toBe('\ufeffA')
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(textOf(Buffer.from(text).toString('base64'))).toBe(text)
      }),
    )
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        // No byte 0xff is in any UTF-8.
        const all = Uint8Array.of(...bytes, 0xff)
        expect(Buffer.from(textOf(encode(all)) ?? '', 'latin1')).toEqual(Buffer.from(all))
      }),
    )
  })
})

describe('the key of a map', () => {
  it('is decoded where keys are buffers, and only there', () => {
    expect(keyText({ KeyType: 'Buffer' }, 'Ri5O')).toBe('F.N')
    expect(keyText({ KeyType: 'AsciiString' }, 'Ri5O')).toBe('Ri5O')
    expect(keyText({ KeyType: 'Buffer' }, 'not base64')).toBe('not base64')
    expect([7, 7n, true].map((key) => keyText({ KeyType: 'UInt' }, key))).toEqual(['7', '7', 'true'])
    expect(keyText({ KeyType: 'Buffer' }, 7)).toBe('7')
    expect(keyText({ KeyType: 'Buffer' }, null)).toBe('')
  })
})
