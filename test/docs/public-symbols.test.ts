import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { canThrow } from './can-throw.js'
import { publicSurface } from './public-symbols.js'
import { withoutDefault, withoutExample, withoutThrows, withoutUnit } from './symbol-faults.js'

const surface = publicSurface(fileURLToPath(new URL('../..', import.meta.url)))

describe('a public symbol', () => {
  it('has no example', () => {
    expect(withoutExample(surface)).toEqual([])
  })

  it('is an option and does not tell its default', () => {
    expect(withoutDefault(surface)).toEqual([])
  })

  it('is a number and does not tell its unit', () => {
    expect(withoutUnit(surface)).toEqual([])
  })

  it('throws and does not say so', () => {
    expect(withoutThrows(surface)).toEqual([])
  })
})

describe('the check of public symbols', () => {
  it('does not see who throws', () => {
    const throwing = surface.symbols
      .filter(({ declaration }) => canThrow(declaration, surface.checker))
      .map(({ name }) => name)
    expect(throwing).toContain('rx-omm: createConsumer')
    expect(throwing).toContain('rx-omm: conflate')
    expect(throwing).not.toContain('rx-omm: toImage')
  })

  it('sees no comments', () => {
    const { checker } = surface
    const stripped = surface.symbols.map((exported) => ({
      ...exported,
      symbol: Object.assign(Object.create(exported.symbol) as typeof exported.symbol, {
        getJsDocTags: () => [],
        getDocumentationComment: () => [],
      }),
    }))
    expect(withoutExample({ checker, symbols: stripped })).toContain('rx-omm: createConsumer')
    expect(withoutThrows({ checker, symbols: stripped })).toContain('rx-omm: createConsumer')
  })
})
