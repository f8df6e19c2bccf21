import { describe, expect, it } from 'vitest'
import { same } from '../../src/testing/virtual/same.js'
import { textOf } from '../../src/testing/virtual/text-of.js'
import { errorOf } from 'rx-omm/testing'

describe('two values are taken for the same, or not, wrongly', () => {
  const alike: readonly (readonly [unknown, unknown])[] = [
    [1, 1],
    [Number.NaN, Number.NaN],
    [{ a: [1, { b: null }] }, { a: [1, { b: null }] }],
    [{ a: 1, b: undefined }, { a: 1 }],
    [new Map([['a', { b: 1 }]]), new Map([['a', { b: 1 }]])],
    [new Map([['a', 1], ['b', 2]]), new Map([['b', 2], ['a', 1]])], // prettier-ignore
    [new Set([1]), new Set([1])],
    [new Date(5), new Date(5)],
    [errorOf('item-closed', { item: 'X' }), errorOf('item-closed', { item: 'X' })],
    [{ at: 5 }, { at: expect.any(Number) as unknown }],
    [{ a: { b: 1, c: 2 } }, expect.objectContaining({ a: { b: 1, c: 2 } })],
    [Object.assign(Object.create(null) as object, { a: 1 }), { a: 1 }],
  ]
  it.each(alike)('%j %j', (one, other) => {
    expect(same(one, other)).toBe(true)
  })

  const different: readonly (readonly [unknown, unknown])[] = [
    [1, 2],
    [1, '1'],
    [0, null],
    [null, {}],
    [[], {}],
    [[1, 2], [1]],
    [{ a: 1 }, { a: 1, b: 2 }],
    [{ a: 1, b: 2 }, { a: 1 }],
    [new Map([['a', 1]]), new Map([['a', 2]])],
    [new Map(), new Set()],
    [new Map(), {}],
    [new Map([['a', 1]]), new Map([['b', 1]])],
    [new Map([['a', 1]]), new Map()],
    [new Date(5), new Date(6)],
    [new Date(5), 5],
    [errorOf('item-closed', { item: 'X' }), errorOf('item-closed', { item: 'Y' })],
    [errorOf('item-closed', { message: 'one' }), errorOf('item-closed', { message: 'two' })],
    [errorOf('no-token', { message: 'x' }), errorOf('no-endpoint', { message: 'x' })],
    [new Error('x'), { message: 'x' }],
    [{ at: '5' }, { at: expect.any(Number) as unknown }],
  ]
  it.each(different)('%j %j', (one, other) => {
    expect(same(one, other)).toBe(false)
  })
})

/** Compares with what it is given, as matchers of Jasmine do. */
const matcher = (asymmetricMatch: (value: unknown, comparing: JasmineUtil) => boolean): unknown => ({
  asymmetricMatch,
})

interface JasmineUtil {
  readonly equals: (one: unknown, other: unknown) => boolean
  readonly contains: (list: unknown, one: unknown) => boolean
}

describe('matchers of Jasmine fail, or take what does not fit', () => {
  const anyNumber = { asymmetricMatch: (value: unknown) => typeof value === 'number' }
  const holding = (member: string, expected: unknown) =>
    matcher((value, { equals }) => equals((value as Record<string, unknown>)[member], expected))
  const listing = (expected: unknown) => matcher((value, { contains }) => contains(value, expected))
  it.each([
    [{ a: { b: 1 } }, holding('a', { b: 1 }), true],
    [{ a: { b: 1 } }, holding('a', { b: anyNumber }), true],
    [{ a: { b: 1 } }, holding('a', { b: 2 }), false],
    [[1, { b: 2 }], listing({ b: 2 }), true],
    [[1, { b: 2 }], listing({ b: anyNumber }), true],
    [[1, { b: 2 }], listing({ b: 3 }), false],
  ])('%j %j', (value, expected, fits) => {
    expect(same({ value }, { value: expected })).toBe(fits)
  })
})

describe('what happened cannot be read', () => {
  it('when it is not plain data', () => {
    const circle: Record<string, unknown> = {}
    circle['self'] = circle
    const next = (value: unknown) => ({ frame: 7, notification: { kind: 'N', value } })
    const lines = [
      next({ one: undefined, big: 5n, map: new Map([['a', 1]]), set: new Set([1]), act: () => 1 }),
      next(circle),
      next('x'.repeat(1_000)),
      { frame: 9, notification: { kind: 'E', error: errorOf('item-closed', { message: 'gone' }) } },
      { frame: 9, notification: { kind: 'C' } },
      { subscribedFrame: 0, unsubscribedFrame: 5 },
    ]
    const [plain, loop, long, ...rest] = textOf(lines).split('\n')
    expect(plain).toBe('  7 ms  {"one":"undefined","big":"5n","map":{"a":1},"set":[1],"act":"function act"}')
    expect(loop).toBe('  7 ms  [object Object]')
    expect(long).toMatch(/^ {2}7 ms {2}"x{299}…$/)
    expect(rest).toEqual([
      '  9 ms  error "ItemError: gone"',
      '  9 ms  completes',
      '  {"subscribedFrame":0,"unsubscribedFrame":5}',
    ])
    expect(textOf([])).toBe('  nothing')
  })
})
