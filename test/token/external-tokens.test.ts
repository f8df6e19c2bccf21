import { NEVER, asyncScheduler, defer, of, throwError, timer, map, type ObservableInput } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { createConsumer } from '../../src/index.js'
import { type ExternalToken, externalTokens } from '../../src/token/external-tokens.js'
import { Token } from '../../src/token/token.js'
import { at, inVirtualTime, watch } from '../support/virtual.js'
import { mark, tokensUntil } from './support.js'

const now = (): number => asyncScheduler.now()

/** A back end that answers with these in turn, then with the last one for ever. */
const backEnd = (...answers: readonly (() => ObservableInput<ExternalToken | Token>)[]) => {
  const times: number[] = []
  const get = (): ObservableInput<ExternalToken | Token> => {
    times.push(now())
    return answers[Math.min(times.length, answers.length) - 1]!()
  }
  return { times, get }
}

const gives = (value: string, seconds: number | string) => () =>
  of({ access_token: value, expires_in: seconds })
const fails = (status?: number) => () =>
  throwError(() => Object.assign(new Error(mark), status === undefined ? {} : { status }))

describe('with reissue', () => {
  it('the next token is asked for at 0.8 of what is left', () => {
    const { get, times } = backEnd(gives('a', 100), gives('b', '50'), gives('c', 1_000))
    inVirtualTime(() => {
      const record = tokensUntil(externalTokens(get, { random: () => 1 }), 200_000, now)
      at(200_001, () => {
        expect(record.got.map(({ at: time, value }) => [time, value])).toEqual([
          [0, 'a'],
          [80_000, 'b'],
          [120_000, 'c'],
        ])
      })
    })
    expect(times).toEqual([0, 80_000, 120_000])
  })

  it('plain names and tokens are taken too; a token that is half used up is renewed by what is left', () => {
    const { get, times } = backEnd(
      () => of({ value: 'plain', expires_in: 100 }),
      () => of(new Token({ value: 'made', issuedAt: 0, expiresAt: 180_000 })),
      gives('end', 1_000),
    )
    inVirtualTime(() => {
      tokensUntil(externalTokens(get), 200_000, now)
    })
    expect(times).toEqual([0, 80_000, 160_000])
  })

  it('the same token handed out again is no news for a session', () => {
    const { get } = backEnd(gives('a', 100), gives('a', 20), gives('b', 500))
    inVirtualTime(() => {
      const record = tokensUntil(externalTokens(get), 110_000, now)
      at(110_001, () => {
        expect(record.got.map(({ value }) => value)).toEqual(['a', 'b'])
      })
    })
  })

  it('a back end that is down meanwhile is asked again and again, with growing waits', () => {
    const { get, times } = backEnd(gives('a', 100), fails(500), fails(), fails(502), gives('b', 100))
    inVirtualTime(() => {
      const record = tokensUntil(externalTokens(get, { random: () => 1 }), 100_000, now)
      at(100_001, () => {
        expect(record.error).toBeUndefined()
      })
    })
    expect(times).toEqual([0, 80_000, 81_000, 83_000, 87_000])
  })

  it.each([
    [401, 'credentials-refused'],
    [403, 'token-stopped'],
    [429, 'token-throttled'],
    [500, 'token-unavailable'],
    [0, 'token-unavailable'],
    [undefined, 'token-unavailable'],
  ])('a first answer with status %s is %s, without the text of the error', (status, code) => {
    inVirtualTime(() => {
      const { error } = watch(externalTokens(backEnd(fails(status)).get).token$)
      expect(error).toMatchObject({ code })
      expect(String(error)).not.toContain(mark)
    })
  })

  it('a token may be given at once', () => {
    inVirtualTime(() => {
      const seen = watch(externalTokens(() => ({ access_token: 'ready', expires_in: 300 })).token$)
      expect(seen.values.map((token) => token.reveal())).toEqual(['ready'])
      seen.unsubscribe()
    })
  })

  it('a back end that gave no answer is not quoted with a status', () => {
    inVirtualTime(() => {
      expect(String(watch(externalTokens(backEnd(fails(0)).get).token$).error)).toContain('did not answer')
    })
  })

  it('signed out: asked once more after a minute, then the stream ends', () => {
    const { get, times } = backEnd(gives('a', 100), fails(401))
    inVirtualTime(() => {
      const record = tokensUntil(externalTokens(get), 500_000, now)
      at(500_001, () => {
        expect(record.error).toMatchObject({
          at: 140_000,
          error: { code: 'credentials-refused', proven: false },
        })
      })
    })
    expect(times).toEqual([0, 80_000, 140_000])
  })

  it.each([
    undefined,
    null,
    'text',
    {},
    { access_token: `${mark}\n`, expires_in: 5 },
    { value: mark, expires_in: 'x' },
  ])('%j is not a token', (answer) => {
    inVirtualTime(() => {
      const { error } = watch(externalTokens(() => of<ExternalToken>(answer as never)).token$)
      expect(error).toMatchObject({ code: 'credentials-callback' })
      expect(String(error)).not.toContain(mark)
    })
  })

  it('silence is given up after 30 s', () => {
    inVirtualTime(() => {
      const seen = watch(externalTokens(() => NEVER).token$)
      at(30_001, () => {
        expect(seen.error).toMatchObject({ code: 'token-unavailable' })
      })
    })
  })

  it('a function that throws at once is a mistake, and its words are not told', () => {
    inVirtualTime(() => {
      const { error } = watch(
        externalTokens(() => {
          throw new TypeError(mark)
        }).token$,
      )
      expect(error).toMatchObject({ code: 'credentials-callback' })
      expect(String(error)).not.toContain(mark)
    })
  })

  it('a `fetch` without a network never ends a consumer that has not been ready yet', () => {
    inVirtualTime(() => {
      const fails = () => throwError(() => new TypeError('Failed to fetch'))
      const consumer = createConsumer({ tokens: externalTokens(fails), endpoints: 'wss://feed.test' })
      const seen = watch(consumer.item('EUR='))
      at(3_600_000, () => {
        expect(seen.error).toBeUndefined()
        expect(seen.values.at(-1)).toMatchObject({
          stale: { cause: { text: expect.stringMatching(/no status/) as string } },
        })
        seen.unsubscribe()
        void consumer.close()
      })
    })
  })
})

describe('without reissue', () => {
  it('one token a subscription, used again while it is fresh, one request at a time', () => {
    let asked = 0
    inVirtualTime(() => {
      const get = () =>
        defer(() => {
          asked += 1
          const access_token = `t${asked}`
          return timer(100).pipe(map(() => ({ access_token, expires_in: 7_200 })))
        })
      const source = externalTokens(get, { reissue: false })
      const both = [watch(source.token$), watch(source.token$)]
      at(101, () => {
        expect(both.map(({ values, completed }) => [values.length, completed])).toEqual([[1, true], [1, true]]) // prettier-ignore
      })
      at(6_000_000, () => {
        expect(watch(source.token$).values[0]?.reveal()).toBe('t1')
      })
    })
    expect(asked).toBe(1)
  })
})

describe.each([{ reissue: true }, { reissue: false }])('with %j', (options) => {
  /** What the function was told each time, and the source that asks it. */
  const asking = (...values: readonly string[]) => {
    const told: boolean[] = []
    const source = externalTokens(({ refused }) => {
      told.push(refused)
      return { value: values[told.length - 1] ?? 'last', expires_in: 7_200 }
    }, options)
    const ask = (): Token | undefined => {
      const seen = watch(source.token$)
      seen.unsubscribe()
      return seen.values[0]
    }
    return { told, source, ask }
  }

  it('a back end is not told of a refused token, or is told of one that is forgotten', () => {
    inVirtualTime(() => {
      const { told, source, ask } = asking('a', 'b', 'c')
      const first = ask() as Token
      source.refuse(first)
      const second = ask() as Token
      // That one is not in use any more.
      source.refuse(first)
      expect(ask()?.equals(second)).toBe(true)
      source.refuse(second)
      ask()
      expect(told).toEqual([false, true, true])
    })
  })

  it('a back end that gives the refused token again is not told once more', () => {
    inVirtualTime(() => {
      const { told, source, ask } = asking('a', 'a', 'b', 'c')
      source.refuse(ask() as Token)
      expect(ask()).toBeUndefined()
      at(60_000, () => {
        source.refuse(ask() as Token)
        at(60_000, () => {
          ask()
          expect(told).toEqual([false, true, true, true])
        })
      })
    })
  })
})
