import { asyncScheduler, of } from 'rxjs'
import { describe, expect, it } from 'vitest'
import type { HttpResponse } from '../../src/http/http.js'
import { clientCredentials, type ClientCredentialsOptions } from '../../src/token/client-credentials.js'
import type { TokenSource } from '../../src/token/token.js'
import { fakeHttp, json, type FakeHttp } from '../support/fake-http.js'
import { at, inVirtualTime, watch } from '../support/virtual.js'
import { mark, refusal } from './support.js'

const v2 = (fake: FakeHttp, options: Partial<ClientCredentialsOptions> = {}): TokenSource =>
  clientCredentials({ clientId: 'service', clientSecret: `${mark}-secret`, http: fake.http, ...options })

const granted = (index: number, life: unknown = 7199): HttpResponse =>
  json(200, { access_token: `${mark}-access-${index}`, expires_in: life, token_type: 'Bearer' })

const first = (source: TokenSource): string | undefined => watch(source.token$).values[0]?.reveal()

describe('a connected session', () => {
  it('gets one token and completion; seven days later nothing more was asked', () => {
    const fake = fakeHttp((_, index) => granted(index))
    inVirtualTime(() => {
      const seen = watch(v2(fake).token$)
      expect(seen.completed).toBe(true)
      at(7 * 86_400_000, () => {
        expect(seen.values).toHaveLength(1)
      })
    })
    expect(fake.requests).toHaveLength(1)
    expect(fake.form(0)).toEqual({
      grant_type: 'client_credentials',
      client_id: 'service',
      client_secret: `${mark}-secret`,
      scope: 'trapi.streaming.pricing.read',
    })
    expect(fake.requests[0]?.url).toBe('https://api.refinitiv.com/auth/oauth2/v2/token')
  })
})

describe('a new connection', () => {
  it.each([
    [7199, 1_000, 1],
    [7199, 6_898, 1],
    [7199, 6_899, 2],
    [7199, 6_950, 2],
    [600, 299, 1],
    [600, 300, 2],
    ['300', 284, 1],
    ['300', 285, 2],
  ])('with a token of %j s at age %d s makes %d requests in all', (life, age, requests) => {
    const fake = fakeHttp((_, index) => granted(index, life))
    inVirtualTime(() => {
      const source = v2(fake)
      first(source)
      at(age * 1000, () => {
        expect(first(source)).toBe(`${mark}-access-${requests - 1}`)
      })
    })
    expect(fake.requests).toHaveLength(requests)
  })

  it("'fresh' gives another token once a login was accepted, and the same one for the tries of one outage", () => {
    const fake = fakeHttp((_, index) => granted(index))
    inVirtualTime(() => {
      const source = v2(fake, { tokenOnReconnect: 'fresh' })
      const token = watch(source.token$).values[0]!
      source.accepted?.(token)
      expect([first(source), first(source), first(source)]).toEqual(Array(3).fill(`${mark}-access-1`))
    })
    expect(fake.requests).toHaveLength(2)
  })

  it('after a refusal gets another token with exactly one request', () => {
    const fake = fakeHttp((_, index) => granted(index))
    inVirtualTime(() => {
      const source = v2(fake)
      source.refuse(watch(source.token$).values[0]!)
      expect(first(source)).toBe(`${mark}-access-1`)
    })
    expect(fake.requests).toHaveLength(2)
  })

  it('is not given the refused token again, should the service hand it out again', () => {
    const fake = fakeHttp(() => granted(0))
    inVirtualTime(() => {
      const source = v2(fake)
      source.refuse(watch(source.token$).values[0]!)
      const seen = watch(source.token$)
      expect(seen.values).toEqual([])
      expect(seen.error).toMatchObject({ code: 'token-refused' })
    })
  })

  it('in an outage of three hours asks for at most one token a life', () => {
    const fake = fakeHttp((_, index) => granted(index))
    inVirtualTime(() => {
      const source = v2(fake)
      for (let time = 0; time < 3 * 3_600_000; time += 30_000) {
        at(time, () => {
          expect(first(source)).toBeDefined()
        })
      }
    })
    expect(fake.requests).toHaveLength(2)
  })

  it('does not use a token from the future of a clock that was set back', () => {
    const fake = fakeHttp((_, index) => granted(index))
    let shift = 0
    inVirtualTime(() => {
      const source = v2(fake, { clock: () => 10_000_000 + asyncScheduler.now() + shift })
      first(source)
      shift = -3_600_000
      expect(first(source)).toBe(`${mark}-access-1`)
    })
  })

  it('after a sleep of an hour still uses a token that has enough life left, and not a dead one', () => {
    const fake = fakeHttp((_, index) => granted(index))
    let sleep = 0
    inVirtualTime(() => {
      const source = v2(fake, { clock: () => asyncScheduler.now() + sleep })
      first(source)
      sleep = 3_600_000
      expect(first(source)).toBe(`${mark}-access-0`)
      sleep = 2 * 3_600_000
      expect(first(source)).toBe(`${mark}-access-1`)
    })
  })
})

describe('requests', () => {
  it('one serves all who wait, and the last to leave aborts it', () => {
    const fake = fakeHttp((_, index) => granted(index), 1_000)
    inVirtualTime(() => {
      const source = v2(fake)
      const all = [watch(source.token$), watch(source.token$), watch(source.token$)]
      all[0]!.unsubscribe()
      at(1_001, () => {
        expect(all.map((one) => one.values.length)).toEqual([0, 1, 1])
      })
    })
    expect(fake.requests).toHaveLength(1)
    const gone = fakeHttp((_, index) => granted(index), 1_000)
    inVirtualTime(() => {
      watch(v2(gone).token$).unsubscribe()
    })
    expect(gone.aborted()).toBe(1)
  })

  it('an error says whether the credentials had worked before', () => {
    const fake = fakeHttp((_, index) => (index === 1 ? granted(index) : refusal(401, 'invalid_client')))
    inVirtualTime(() => {
      const source = v2(fake)
      expect(watch(source.token$).error).toMatchObject({ code: 'credentials-refused', proven: false })
      source.refuse(watch(source.token$).values[0]!)
      expect(watch(source.token$).error).toMatchObject({ code: 'credentials-refused', proven: true })
    })
  })

  it('a stop status ends all further requests', () => {
    const fake = fakeHttp(() => json(451, {}))
    inVirtualTime(() => {
      const source = v2(fake)
      expect(watch(source.token$).error).toMatchObject({ code: 'token-stopped' })
      expect(watch(source.token$).error).toMatchObject({ code: 'token-stopped' })
    })
    expect(fake.requests).toHaveLength(1)
  })

  it('a token that expired on its way is not given', () => {
    const fake = fakeHttp((_, index) => granted(index, 3), 4_000)
    inVirtualTime(() => {
      const seen = watch(v2(fake).token$)
      at(4_001, () => {
        expect(seen.values).toEqual([])
        expect(seen.error).toMatchObject({ code: 'token-expired' })
      })
    })
  })
})

describe('redirects of an assertion', () => {
  it('each hop gets an assertion of its own', () => {
    let signed = 0
    const fake = fakeHttp((_, index) =>
      index === 0
        ? { status: 307, headers: { location: 'https://login.refinitiv.com/token' }, body: '' }
        : granted(index),
    )
    inVirtualTime(() => {
      const source = v2(fake, {
        algorithm: 'ES256',
        keyId: 'k',
        sign: () => of(`a.b.${(signed += 1)}`),
      })
      expect(first(source)).toBe(`${mark}-access-1`)
    })
    expect([0, 1].map((index) => fake.form(index).client_assertion)).toEqual(['a.b.1', 'a.b.2'])
  })
})
