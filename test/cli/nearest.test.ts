import { describe, expect, it } from 'vitest'
import { didYouMean } from '../../src/cli/args/nearest.js'
import { hasColours } from '../../src/cli/terminal/colours.js'

describe('a slip of the finger', () => {
  it.each([
    ['wach', '; did you mean watch?'],
    ['wathc', '; did you mean watch?'],
    ['WATCH', '; did you mean watch?'],
    ['rec', '; did you mean record?'],
    ['toString', ''],
    ['x'.repeat(100), ''],
    ['', ''],
  ])('is not understood, or something else is: %s', (given, meant) => {
    expect(didYouMean(given, ['watch', 'record', 'list'])).toBe(meant)
  })
})

describe('colours', () => {
  it.each([
    [true, {}, true],
    [false, {}, false],
    [true, { NO_COLOR: '' }, true],
    [true, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    [false, { FORCE_COLOR: '1' }, true],
    [true, { FORCE_COLOR: '0' }, false],
    [true, { TERM: 'dumb' }, false],
  ])('are shown against the wish of the user: terminal %s, %j', (isTTY, env, colours) => {
    expect(hasColours({ isTTY }, env)).toBe(colours)
  })
})
