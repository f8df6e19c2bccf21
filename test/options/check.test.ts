import { describe, expect, it } from 'vitest'
import { anyObject, objectOf, type Check } from '../../src/options/check.js'
import { checkOptions } from '../../src/options/check-options.js'
import {
  amount,
  anyFunction,
  duration,
  filledText,
  flag,
  integerWithin,
  listOfDomains,
  nameOrNumber,
  numberWithin,
  oneOf,
  unsigned,
} from '../../src/options/checks.js'

const user = objectOf(
  { name: filledText, address: objectOf({ town: filledText }, {}) },
  { age: unsigned(8), tags: listOfDomains },
  'a user',
)
const good = { name: 'Ann', address: { town: 'Rome' } }

describe('the faults of an object', () => {
  it.each<[string, unknown, readonly string[]]>([
    ['nothing', undefined, ['must be a user']],
    ['null', null, ['must be a user']],
    ['a text', 'Ann', ['must be a user']],
    ['a list', [good], ['must be a user']],
    ['a function', () => good, ['must be a user']],
    ['a member that is missing', { name: 'Ann' }, ['`address` must be an object']],
    ['a member of a member', { ...good, address: {} }, ['`address.town` must be a text that is not empty']],
    ['an optional member', { ...good, age: 256 }, ['`age` must be an integer from 0 to 255']],
    ['an optional member that is null', { ...good, age: null }, ['`age` must be an integer from 0 to 255']],
    [
      'several',
      { name: '', address: 5, tags: 'x' },
      [
        '`name` must be a text that is not empty',
        '`address` must be an object',
        '`tags` must be a list of domains',
      ],
    ],
  ])('do not name %s', (_, value, faults) => {
    expect(user.faults(value, '')).toEqual(faults)
    expect(user.is(value)).toBe(false)
  })

  it.each<[string, object]>([
    ['what is needed', good],
    ['optional members that are undefined', { ...good, age: undefined }],
    ['members that nobody knows', { ...good, hobby: 'chess' }],
    ['an object without a prototype', Object.assign(Object.create(null) as object, good)],
  ])('are found in %s', (_, value) => {
    expect(user.faults(value, '')).toEqual([])
    expect(user.is(value)).toBe(true)
  })
})

it('an error holds what was given, which may be a secret', () => {
  expect(() => {
    checkOptions('login', objectOf({ name: filledText }, { token: flag }), { name: 5, token: 'hunter2' })
  }).toThrow(
    expect.objectContaining({
      code: 'invalid-options',
      message: 'login: `name` must be a text that is not empty; `token` must be true or false',
    }),
  )
})

describe('a check', () => {
  it.each<[Check, readonly unknown[], readonly unknown[]]>([
    [filledText, ['a'], ['', 1, null]],
    [nameOrNumber, ['', 'RIC', 1, -1], [1.5, NaN, true, undefined]],
    [oneOf('on', 'off'), ['on', 'off'], ['', 'ON', 1]],
    [anyFunction, [() => 1], ['f', {}]],
    [flag, [true, false], [0, 'true']],
    [anyObject(), [{}], [[], null, 'x', () => 1]],
    [numberWithin(1, 2), [1, 1.5, 2], [0.9, 2.1, NaN, '1']],
    [integerWithin(-1, 1), [-1, 0, 1], [-2, 2, 0.5, '0', NaN]],
    [unsigned(16), [0, 65_535], [-1, 65_536]],
    [amount, [0, 0.5], [-1, Infinity, NaN]],
    [duration, [1, 2 ** 31 - 1], [0, 2 ** 31, NaN]],
    [listOfDomains, [[], ['a']], [['a', ''], 'a', [1]]],
  ])('of $name takes what it should not, or refuses what it should take', (check, taken, refused) => {
    expect(taken.map(check.is)).toEqual(taken.map(() => true))
    expect(refused.map(check.is)).toEqual(refused.map(() => false))
  })

  it('of texts does not name them', () => {
    expect(oneOf('on', 'off').name).toBe("'on' or 'off'")
    expect(oneOf('low', 'middle', 'high').name).toBe("'low', 'middle' or 'high'")
  })
})
