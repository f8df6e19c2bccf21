import { describe, expect, it } from 'vitest'
import { plainNames, sameNames } from '../../src/content/plain-names.js'

describe('the names of changes', () => {
  it('are those of the changes, whatever was expected, and whoever asks again', () => {
    const changes = { BID: 1, ASK: 2 }
    for (const likely of [undefined, ['BID'], ['ASK', 'BID'], ['BID', 'ASK'], ['BID', 'ASK', 'TRD']]) {
      expect(plainNames(changes, likely)).toEqual(['BID', 'ASK'])
    }
    expect(plainNames({ ASK: 2, BID: 1 }, ['BID', 'ASK'])).toEqual(['ASK', 'BID'])
    expect(plainNames({}, ['BID'])).toEqual([])
  })

  it('are the object that was expected, if they are the same', () => {
    const likely = ['BID', 'ASK']
    expect(plainNames({ BID: 1, ASK: null }, likely)).toBe(likely)
    expect(plainNames({ BID: 1 }, likely)).not.toBe(likely)
  })

  it('are withheld where a text is changed in parts', () => {
    const likely = ['BID', 'ROW64_1']
    const changes = { BID: 1, ROW64_1: '\u001b[3`XY' }
    expect(plainNames(changes, likely)).toBeUndefined()
    expect(plainNames(changes, undefined)).toBeUndefined()
    expect(plainNames({ ...changes, ROW64_1: 'XY' }, likely)).toBe(likely)
  })

  it('are compared in order', () => {
    expect(sameNames(['A', 'B'], ['A', 'B'])).toBe(true)
    expect(sameNames(['A', 'B'], ['B', 'A'])).toBe(false)
    expect(sameNames(['A'], ['A', 'B'])).toBe(false)
  })
})
