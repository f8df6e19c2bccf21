import { describe, expect, it } from 'vitest'
import { findingsOf, targets, type Target } from './targets.js'

const target: Target = { figure: 'one', limit: 1.1, unit: 'ratio', text: 'one' }

describe('the check of targets', () => {
  it('takes what is on the limit for missed, or what is above it for met', () => {
    expect(findingsOf([target], { one: 1.1 })).toMatchObject([{ measured: 1.1, met: true }])
    expect(findingsOf([target], { one: 1.11 })).toMatchObject([{ measured: 1.11, met: false }])
  })

  it('does not compare with the figure that a target is relative to', () => {
    const relative = { ...target, per: 'other' }
    expect(findingsOf([relative], { one: 3, other: 2 })).toMatchObject([{ measured: 1.5, met: false }])
  })

  it('judges what was not measured', () => {
    expect(findingsOf([target, { ...target, figure: 'two', per: 'three' }], { two: 1 })).toEqual([])
  })

  it('leaves no room for noise in a short run, or does not say so', () => {
    expect(findingsOf([target], { one: 1.6 }, true)).toMatchObject([{ limit: 1.1 * 1.5, met: true }])
    expect(findingsOf([{ ...target, short: 2 }], { one: 3 }, true)).toMatchObject([{ limit: 3, met: true }])
  })

  it('has a target twice, and lets the laxer win', () => {
    const names = targets.map(({ figure, per }) => `${figure} ${per ?? ''}`)
    expect(new Set(names).size).toBe(names.length)
  })
})
