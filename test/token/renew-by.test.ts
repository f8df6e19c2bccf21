import { asyncScheduler } from 'rxjs'
import { describe, expect, it } from 'vitest'
import type { Token, TokenSource } from '../../src/token/token.js'
import { fakeHttp } from '../support/fake-http.js'
import { at, inVirtualTime } from '../support/virtual.js'
import { granted, refusal, tokensUntil, v1 } from './support.js'

const now = (): number => asyncScheduler.now()

/** Tokens up to `end`; `then` is called with each that comes. */
const tokensOf = (source: TokenSource, end: number, then: (token: Token) => void = () => undefined) => {
  const subscription = source.token$.subscribe({ next: then, error: () => undefined })
  at(end, () => {
    subscription.unsubscribe()
  })
  return tokensUntil(source, end, now)
}

describe('a server that wants the next token earlier than it runs out', () => {
  it('is kept waiting', () => {
    const fake = fakeHttp((_, index) => granted(index))
    let record: ReturnType<typeof tokensUntil> | undefined
    inVirtualTime(() => {
      const source = v1(fake)
      record = tokensOf(source, 150_000, (token) => source.renewBy?.(token, now() + 60_000))
    })
    // At 0.8 of what is left, each time.
    expect(record?.got.map((token) => token.at)).toEqual([0, 48_000, 96_000, 144_000])
    expect(fake.form(1)).toMatchObject({ grant_type: 'refresh_token' })
    expect(fake.open()).toBe(0)
  })

  it('changes what is due earlier', () => {
    const fake = fakeHttp((_, index) => granted(index))
    let record: ReturnType<typeof tokensUntil> | undefined
    inVirtualTime(() => {
      const source = v1(fake)
      record = tokensOf(source, 250_000, (token) => source.renewBy?.(token, now() + 3_600_000))
    })
    expect(record?.got.map((token) => token.at)).toEqual([0, 240_000])
  })

  it.each([0, -1, -3_600_000])('makes us ask without end by a time that is %i ms away', (away) => {
    const fake = fakeHttp((_, index) => granted(index))
    inVirtualTime(() => {
      const source = v1(fake)
      tokensOf(source, 200_000, (token) => source.renewBy?.(token, now() + away))
    })
    expect(fake.requests).toHaveLength(1)
  })

  it('makes us ask more often than once a second', () => {
    const fake = fakeHttp((_, index) => granted(index))
    inVirtualTime(() => {
      const source = v1(fake)
      tokensOf(source, 10_500, (token) => source.renewBy?.(token, now() + 1))
    })
    expect(fake.requests).toHaveLength(11)
  })

  it('speaks of a token that is not the present one', () => {
    const fake = fakeHttp((_, index) => granted(index))
    let record: ReturnType<typeof tokensUntil> | undefined
    inVirtualTime(() => {
      const source = v1(fake)
      let first: Token | undefined
      record = tokensOf(source, 400_000, (token) => {
        first ??= token
        if (first !== token) source.renewBy?.(first, now() + 10_000)
      })
    })
    expect(record?.got.map((token) => token.at)).toEqual([0, 240_000])
  })

  it('cuts short the wait that the token service asked for', () => {
    const fake = fakeHttp((_, index) =>
      index === 1 ? { ...refusal(429), headers: { 'retry-after': '100' } } : granted(index),
    )
    const asked: number[] = []
    inVirtualTime(() => {
      const source = v1(fake)
      let first: Token | undefined
      const record = tokensOf(source, 400_000, (token) => {
        first ??= token
      })
      at(250_000, () => {
        source.renewBy?.(first!, 260_000)
      })
      at(399_000, () => asked.push(...record.got.map((token) => token.at)))
    })
    expect(asked).toEqual([0, 340_000])
  })
})
