import { describe, expect, it } from 'vitest'
import { redactor } from '../../src/session/redact.js'
import { Token } from '../../src/token/token.js'

const token = (value: string): Token => new Token({ value, issuedAt: 0, expiresAt: 1 })

describe('a text of the server', () => {
  it.each([
    ['abc', 'abc', '[token]'],
    ['abc', 'no abc here', 'no [token] here'],
    ['abc', 'ab', 'ab'],
    ['0123456789abcdef', '0123456789abcdef', '[token]'],
    ['0123456789abcdef', '0123456789a', '0123456789a'],
    ['0123456789abcdefghi', '0123456789abcdef', '[token]'],
    ['0123456789abcdefghi', 'of 89abcdefghi', 'of 89abcdefghi'],
    ['0123456789abcdefghi', 'of 3456789abcdefghi!', 'of [token]!'],
    ['0123456789abcdefghi', 'All is well', 'All is well'],
    ['', 'All is well', 'All is well'],
  ])('holds no token %o, nor a long part of it: %o', (value, text, clean) => {
    expect(redactor([token(value)])(text)).toBe(clean)
  })

  it('holds none of several tokens', () => {
    expect(redactor([token('abcd'), token('abc')])('abc then abcd')).toBe('[token] then [token]')
  })

  it.each([
    [' All is well ', 'All is well'],
    ['All is well\u0000', 'All is well'],
    ['\u00a0All\u0007is\u009fwell', 'All is well'],
    ['x'.repeat(2_000), 'x'.repeat(1_024)],
    ['', ''],
    [undefined, ''],
  ])('is cleaned without any token as well: %o', (text, clean) => {
    expect(redactor([])(text)).toBe(clean)
  })
})
