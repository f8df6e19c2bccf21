import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { jsonOf, parseExact, stringifyExact } from '../../src/wire/exact-json.js'

afterEach(() => {
  delete (BigInt.prototype as { toJSON?: unknown }).toJSON
})

/** A value of JSON that may hold any integer. */
type Exact = null | boolean | number | bigint | string | readonly Exact[] | { readonly [name: string]: Exact }

/** The naive model: every integer is written by its own rule, character by character. */
const write = (value: Exact, space: string): string => {
  if (typeof value === 'bigint') return String(value)
  if (Array.isArray(value))
    return `[${space}${value.map((one) => write(one as Exact, space)).join(`,${space}`)}]`
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(
      ([name, one]) => `${JSON.stringify(name)}${space}:${write(one, space)}`,
    )
    return `{${members.join()}${space}}`
  }
  return JSON.stringify(value)
}

const isLarge = (value: bigint): boolean => value > 9007199254740991n || value < -9007199254740991n

const hostileText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('"', '\\', '1', '9', ':', ',', '-', '.', 'e', '\\u', ' ') }),
  fc.constantFrom(
    '12345678901234567890',
    '"12345678901234567890"',
    '\\"12345678901234567',
    ':99999999999999999,',
  ),
)

const exact: fc.Arbitrary<Exact> = fc.letrec<{ value: Exact }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, false),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((one) => Math.abs(one) < 1e15),
    fc.constantFrom(1e21, 1.5e300, 12345678901234.567, 1e-7),
    fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).filter(isLarge),
    fc.maxSafeInteger(),
    hostileText,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(hostileText, fc.constantFrom('__proto__', 'constructor', '7')), tie('value'), {
      maxKeys: 4,
      noNullPrototype: false,
    }),
  ),
})).value

/** Compares with own members only, since a member may be called `__proto__`. */
const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).map(([name, one]) => [name, plain(one)])
  return Object.is(value, -0) ? 0 : value
}

describe('parseExact', () => {
  it('gives every integer exactly, and everything else as JSON.parse does', () => {
    fc.assert(
      fc.property(exact, fc.constantFrom('', ' ', '\n\t'), (value, space) => {
        expect(plain(parseExact(write(value, space)))).toEqual(plain(value))
      }),
      { numRuns: 1_000 },
    )
  })

  it.each([
    ['9007199254740991', 9007199254740991],
    ['-9007199254740991', -9007199254740991],
    ['9007199254740992', 9007199254740992n],
    ['9007199254740993', 9007199254740993n],
    ['-9007199254740993', -9007199254740993n],
    ['18446744073709551615', 18446744073709551615n],
    ['1234567890123456789.5', 1234567890123456789.5],
    ['0.1234567890123456789', 0.1234567890123456789],
    ['1234567890123456789e2', 1234567890123456789e2],
    ['1e-1234567890123456789', 0],
    ['"12345678901234567890"', '12345678901234567890'],
    ['["\\\\",12345678901234567890,"\\\\\\""]', ['\\', 12345678901234567890n, '\\"']],
  ])('reads %s', (json, value) => {
    expect(parseExact(json)).toEqual(value)
  })

  it.each([
    '',
    '{12345678901234567:1}',
    '[01234567890123456789]',
    '[12345678901234567890',
    '[+12345678901234567890]',
    '"12345678901234567890',
    '[12345678901234567-3]',
  ])('refuses %j like JSON.parse, and not one text less', (json) => {
    expect(() => JSON.parse(json) as unknown).toThrow(SyntaxError)
    expect(() => parseExact(json)).toThrow(SyntaxError)
  })

  it('takes the last of several members of one name, whatever the others are', () => {
    expect(parseExact('{"a":12345678901234567,"a":"123"}')).toEqual({ a: '123' })
    expect(parseExact('{"a":"123","a":12345678901234567}')).toEqual({ a: 12345678901234567n })
  })

  it('neither runs away nor overflows on a text of a hostile server', () => {
    const digits = '7'.repeat(100_000)
    expect(parseExact(`[${digits}]`)).toEqual([BigInt(digits)])
    const quotes = '\\"'.repeat(300_000)
    expect(parseExact(`["${quotes}",12345678901234567]`)).toEqual(['"'.repeat(300_000), 12345678901234567n])
    const slashes = '\\\\'.repeat(300_000)
    expect(parseExact(`["${slashes}",12345678901234567]`)).toHaveLength(2)
    const depth = 50_000
    expect(() => parseExact(`${'['.repeat(depth)}12345678901234567${']'.repeat(depth)}`)).not.toThrow()
  })
})

describe('stringifyExact', () => {
  it('writes what parseExact reads', () => {
    fc.assert(
      fc.property(exact, (value) => {
        expect(plain(parseExact(stringifyExact(value)))).toEqual(plain(value))
      }),
      { numRuns: 500 },
    )
  })

  it('writes what JSON.stringify writes where there is no bigint', () => {
    fc.assert(
      fc.property(fc.anything({ withDate: true }), (value) => {
        expect(stringifyExact(value)).toBe((JSON.stringify(value) as string | undefined) ?? 'null')
      }),
    )
  })
})

describe('jsonOf', () => {
  it('writes a bigint as the integer that it is, and never as a text', () => {
    const message = { ID: 1, Ticks: 1234567890123456789n }
    expect(jsonOf(message)).toBe('{"ID":1,"Ticks":1234567890123456789}')
    ;(BigInt.prototype as { toJSON?: unknown }).toJSON = function (this: bigint) {
      return String(this)
    }
    expect(jsonOf(message)).toBe('{"ID":1,"Ticks":1234567890123456789}')
  })
})
