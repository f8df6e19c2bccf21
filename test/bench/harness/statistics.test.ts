import { describe, expect, it } from 'vitest'
import { median, percentile, ratiosTo, spreadOf } from './statistics.js'

describe('statistics', () => {
  it('take a median of numbers as texts, or change the list', () => {
    const list = [10, 9, 100]
    expect(median(list)).toBe(10)
    expect(list).toEqual([10, 9, 100])
  })

  it('take a percentile beyond the end', () => {
    const sorted = Float64Array.from({ length: 1000 }, (_, index) => index + 1)
    expect([0, 0.5, 0.99, 1].map((share) => percentile(sorted, share))).toEqual([1, 501, 991, 1000])
  })

  it('mix up rounds', () => {
    expect(ratiosTo([1, 2, 4], [2, 2, 2])).toEqual([2, 1, 0.5])
  })

  it('lose the extremes', () => {
    expect(spreadOf([3, 1, 2])).toEqual({ median: 2, min: 1, max: 3 })
  })
})
