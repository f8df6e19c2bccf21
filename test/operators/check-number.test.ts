import { describe, expect, it } from 'vitest'
import { conflate, staleAfter, toBook } from '../../src/index.js'

describe('an operator that is given a number which makes no sense', () => {
  it.each([NaN, Infinity, -1, '250' as unknown as number])('refuses %s where it is called', (ms) => {
    expect(() => conflate(ms)).toThrow('conflate: ms must be a number from 0 upwards')
    expect(() => staleAfter(ms)).toThrow('staleAfter: ms must be a number from 1 upwards')
  })

  it.each([0, 1.5, NaN, Infinity])('refuses %s as levels of a book', (levels) => {
    expect(() => toBook({ levels })).toThrow('toBook: `levels` must be a whole number from 1 upwards')
  })

  it('takes what does', () => {
    expect(() => [conflate(0), staleAfter(1), toBook({ levels: 1 }), toBook()]).not.toThrow()
  })
})
