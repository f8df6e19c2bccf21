import { describe, expect, it } from 'vitest'
import { isBlank } from '../../../src/wire/values/is-blank.js'
import { isEnum } from '../../../src/wire/values/is-enum.js'
import { numberOf } from '../../../src/wire/values/number-of.js'

describe('a number', () => {
  it('is one in all notations of the protocol, and nothing else is', () => {
    expect([0, -1.5, 7n, 'Inf', '-Inf', 'NaN'].map(numberOf)).toEqual([0, -1.5, 7, Infinity, -Infinity, NaN])
    expect(numberOf(null)).toBeNull()
    for (const other of [undefined, '', ' ', '5', 'inf', '+Inf', 'Infinity', true, {}, [1]]) {
      expect(numberOf(other)).toBeUndefined()
    }
  })
})

describe('blank', () => {
  it('is null and absence, and never a text of spaces or a zero', () => {
    expect([null, undefined].every(isBlank)).toBe(true)
    for (const value of [' ', '', '   ', 0, false, {}, [], NaN]) expect(isBlank(value)).toBe(false)
  })
})

describe('an enumeration', () => {
  it('is recognised by its number and by any of its texts, padded or not', () => {
    for (const value of [1, 1n, 'BID', 'BID ', '  BID', 'B'])
      expect(isEnum(value, 1, 'BID', ' B ')).toBe(true)
    for (const value of [2, 2n, 'ASK', 'bid', 'BIDS', '', '1', null, undefined, {}, true]) {
      expect(isEnum(value, 1, 'BID', 'B')).toBe(false)
    }
    expect(isEnum('BID', 1)).toBe(false)
  })
})
