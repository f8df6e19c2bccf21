import { EMPTY, NEVER, asyncScheduler, of, throwError } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { TokenError } from '../../src/errors.js'
import { fakeHttp, json, type Reply } from '../support/fake-http.js'
import { at, inVirtualTime, watch } from '../support/virtual.js'
import { eventsOf, granted, mark, password, refusal, tokensUntil, v1 } from './support.js'

const now = (): number => asyncScheduler.now()
const hour = 3_600_000

describe('what is sent', () => {
  it('a password with reserved characters arrives as it is', () => {
    inVirtualTime(() => {
      const fake = fakeHttp((_, index) => granted(index))
      watch(v1(fake).token$).unsubscribe()
      expect(fake.form(0)).toEqual({
        grant_type: 'password',
        username: 'GE-A-1',
        password,
        client_id: 'app-key',
        scope: 'trapi.streaming.pricing.read',
        takeExclusiveSignOnControl: 'true',
      })
      expect(fake.requests[0]).toMatchObject({
        method: 'POST',
        url: 'https://api.refinitiv.com/auth/oauth2/v1/token',
        headers: { accept: 'application/json' },
      })
    })
  })

  it('a renewal carries the newest refresh token, and neither password nor scope', () => {
    const fake = fakeHttp((_, index) => granted(index))
    inVirtualTime(() => {
      tokensUntil(v1(fake), 500_000, now)
    })
    expect(fake.form(2)).toEqual({
      grant_type: 'refresh_token',
      username: 'GE-A-1',
      client_id: 'app-key',
      refresh_token: `${mark}-refresh-1`,
    })
  })
})

describe('renewal', () => {
  it.each([300, '300'])('a token of %j seconds is renewed at 240 s of each life, all day', (life) => {
    const fake = fakeHttp((_, index) => granted(index, life))
    let record: ReturnType<typeof tokensUntil> | undefined
    inVirtualTime(() => {
      record = tokensUntil(v1(fake), 24 * hour + 1, now)
    })
    const times = record?.got.map((token) => token.at) ?? []
    expect(times).toHaveLength(361)
    expect(times.every((time, index) => time === index * 240_000)).toBe(true)
    expect(fake.requests).toHaveLength(361)
    expect(fake.open()).toBe(0)
  })

  it('the life counts from the request, not from a late answer', () => {
    const fake = fakeHttp((_, index) => granted(index), 20_000)
    let record: ReturnType<typeof tokensUntil> | undefined
    inVirtualTime(() => {
      record = tokensUntil(v1(fake), 300_000, now)
    })
    expect(record?.got.map((token) => token.at)).toEqual([20_000, 260_000])
  })

  it('an answer with another lifetime is thrown away and the password sent at once', () => {
    const fake = fakeHttp((_, index) => granted(index, [300, 120, 600, 600, 600][index]))
    let record: ReturnType<typeof tokensUntil> | undefined
    inVirtualTime(() => {
      const source = v1(fake)
      const events = eventsOf(source)
      record = tokensUntil(source, 800_000, now)
      at(241_000, () => {
        expect(events).toContainEqual({ event: 'token.discarded', expiresIn: 120, original: 300 })
      })
    })
    expect(record?.got).toEqual([
      { at: 0, value: `${mark}-access-0` },
      { at: 240_000, value: `${mark}-access-2` },
      { at: 720_000, value: `${mark}-access-3` },
    ])
    expect([1, 2, 3].map((index) => fake.form(index).grant_type)).toEqual([
      'refresh_token',
      'password',
      'refresh_token',
    ])
  })

  it.each([400, 401])(
    'a refresh token refused with %d is followed by one sign-on with the password',
    (status) => {
      const fake = fakeHttp((_, index) => (index === 1 ? refusal(status, 'invalid_grant') : granted(index)))
      let record: ReturnType<typeof tokensUntil> | undefined
      inVirtualTime(() => {
        record = tokensUntil(v1(fake), 400_000, now)
      })
      expect(record?.got.map((token) => token.at)).toEqual([0, 240_000])
      expect(fake.form(2).grant_type).toBe('password')
      expect(fake.requests).toHaveLength(3)
    },
  )

  it.each([undefined, null, ''])(
    'no refresh token in the answer (%j): the next renewal is by password',
    (none) => {
      const fake = fakeHttp((_, index) => granted(index, 300, { refresh_token: none }))
      inVirtualTime(() => {
        tokensUntil(v1(fake), 300_000, now)
      })
      expect(fake.form(1).grant_type).toBe('password')
    },
  )

  it.each([
    ['HTTP 500', json(500, {})],
    ['HTTP 400 and server_error', refusal(400, 'server_error')],
    ['HTTP 400 and temporarily_unavailable', refusal(400, 'temporarily_unavailable')],
  ])(
    'a service that is down for a while (%s) delays the renewal, with the password and growing waits',
    (_, trouble) => {
      const times: number[] = []
      const fake = fakeHttp((_, index) => {
        times.push(now())
        return index === 0 || now() > 250_000 ? granted(index) : trouble
      })
      let record: ReturnType<typeof tokensUntil> | undefined
      inVirtualTime(() => {
        record = tokensUntil(v1(fake), 300_000, now)
      })
      expect(times).toEqual([0, 240_000, 241_000, 243_000, 247_000, 255_000])
      expect([2, 3, 4, 5].map((index) => fake.form(index).grant_type)).toEqual(Array(4).fill('password'))
      expect(record?.error).toBeUndefined()
      expect(record?.got).toHaveLength(2)
    },
  )

  it("'refresh-first' keeps trying the refresh token until 0.95 of the life", () => {
    const fake = fakeHttp((_, index) => (index === 0 ? granted(index) : json(503, {})))
    inVirtualTime(() => {
      tokensUntil(v1(fake, { refreshRetry: 'refresh-first' }), 330_000, now)
    })
    const grants = fake.requests.map((_, index) => fake.form(index).grant_type)
    expect(grants.slice(1, 7)).toEqual(Array(6).fill('refresh_token'))
    expect(grants.slice(7)).toContain('password')
    expect(grants.slice(7)).not.toContain('refresh_token')
  })

  it('a stop status on renewal ends all requests, and the stream stays silent', () => {
    const fake = fakeHttp((_, index) => (index === 0 ? granted(index) : json(403, {})))
    inVirtualTime(() => {
      const source = v1(fake)
      const events = eventsOf(source)
      const record = tokensUntil(source, 10 * hour, now)
      at(250_000, () => {
        const late = watch(source.token$)
        expect(late.values).toHaveLength(1)
        late.unsubscribe()
      })
      at(400_000, () => {
        expect(record.error).toBeUndefined()
        expect(watch(source.token$).error).toMatchObject({ code: 'token-stopped' })
        expect(events.at(-1)).toMatchObject({ event: 'token.stopped', deadline: 300_000 })
      })
    })
    expect(fake.requests).toHaveLength(2)
  })

  it('a tiny lifetime does not make a hot loop', () => {
    const fake = fakeHttp((_, index) => granted(index, 0.2))
    inVirtualTime(() => {
      tokensUntil(v1(fake), 10_500, now)
    })
    expect(fake.requests.length).toBeLessThanOrEqual(11)
  })

  it('three refused renewals within three lives: another program is suspected and the pace slows down', () => {
    const times: number[] = []
    const fake = fakeHttp((request, index) => {
      times.push(now())
      return request.body?.includes('refresh_token') === true ? refusal(400, 'invalid_grant') : granted(index)
    })
    inVirtualTime(() => {
      const source = v1(fake)
      const events = eventsOf(source)
      tokensUntil(source, 900_000, now)
      at(760_000, () => {
        expect(events.filter(({ event }) => event === 'token.shared-suspected')).toHaveLength(1)
      })
    })
    expect(times).toEqual([0, 240_000, 240_000, 480_000, 480_000, 720_000, 750_000])
  })
})

describe('lock-out', () => {
  it('a password that never worked is sent once, whoever subscribes how often', () => {
    const fake = fakeHttp(() => refusal(400, 'access_denied', 'Account locked out'))
    inVirtualTime(() => {
      const source = v1(fake)
      const first = watch(source.token$)
      expect(first.error).toMatchObject({ code: 'credentials-refused', proven: false, status: 400 })
      expect(String(first.error)).toContain('Account locked out')
      for (let time = 1_000; time < 100_000; time += 1_000) {
        at(time, () => {
          expect(watch(source.token$).error).toMatchObject({ code: 'credentials-refused', proven: false })
        })
      }
    })
    expect(fake.requests).toHaveLength(1)
  })

  it('a callback that gives another password gets one more try, the same one none', () => {
    const fake = fakeHttp((_, index) => (index < 2 ? refusal(401) : granted(index)))
    let current = 'first'
    inVirtualTime(() => {
      const source = v1(fake, { password: () => of(current) })
      watch(source.token$)
      watch(source.token$)
      expect(fake.requests).toHaveLength(1)
      current = 'second'
      watch(source.token$)
      watch(source.token$)
      expect(fake.requests).toHaveLength(2)
      current = 'third'
      const last = watch(source.token$)
      expect(last.values).toHaveLength(1)
      last.unsubscribe()
    })
  })

  it('a password that had worked is tried once more after a minute, then never again', () => {
    const times: number[] = []
    const fake = fakeHttp((_, index) => {
      times.push(now())
      return index === 0 ? granted(index, 300, { refresh_token: undefined }) : refusal(401)
    })
    let record: ReturnType<typeof tokensUntil> | undefined
    inVirtualTime(() => {
      const source = v1(fake)
      const events = eventsOf(source)
      record = tokensUntil(source, hour, now)
      at(250_000, () => {
        expect(events.at(-1)).toMatchObject({ event: 'token.failed', grant: 'password', nextTryAt: 300_000 })
      })
      at(2_000_000, () => {
        expect(watch(source.token$).error).toMatchObject({ code: 'credentials-refused', proven: false })
      })
    })
    expect(times).toEqual([0, 240_000, 300_000])
    expect(record?.error).toMatchObject({
      at: 300_000,
      error: { code: 'credentials-refused', proven: false },
    })
  })

  it('the minute holds for new subscribers too', () => {
    const times: number[] = []
    const fake = fakeHttp((_, index) => {
      times.push(now())
      return index === 1 ? refusal(401) : granted(index)
    })
    inVirtualTime(() => {
      const source = v1(fake)
      watch(source.token$).unsubscribe()
      at(310_000, () => {
        expect(watch(source.token$).error).toMatchObject({ code: 'credentials-refused', proven: true })
      })
      for (const time of [311_000, 320_000, 350_000]) {
        at(time, () => {
          const impatient = watch(source.token$)
          expect(impatient.error).toBeUndefined()
          impatient.unsubscribe()
        })
      }
      at(360_000, () => {
        const patient = watch(source.token$)
        at(11_000, () => {
          expect(patient.values).toHaveLength(1)
          patient.unsubscribe()
        })
      })
    })
    expect(times).toEqual([0, 310_000, 370_000])
  })

  it.each([
    ['Session quota is reached.', 'session-quota'],
    ['session QUOTA is reached', 'session-quota'],
    ['wrong', 'credentials-refused'],
  ])('refused with "%s" is %s', (description, code) => {
    inVirtualTime(() => {
      expect(
        watch(v1(fakeHttp(() => refusal(400, 'access_denied', description))).token$).error,
      ).toMatchObject({ code })
    })
  })
})

describe('a first token that does not come', () => {
  const cases: readonly (readonly [string, Reply, string])[] = [
    ['403', json(403, {}), 'token-stopped'],
    ['404', json(404, {}), 'token-stopped'],
    ['410', json(410, {}), 'token-stopped'],
    ['451', json(451, {}), 'token-stopped'],
    ['429', json(429, {}, { 'retry-after': '7' }), 'token-throttled'],
    ['500', json(500, {}), 'token-unavailable'],
    [
      'an HTML page',
      { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' },
      'token-unavailable',
    ],
    ['an empty body', { status: 200, headers: {}, body: '' }, 'token-unavailable'],
    ['no access_token', json(200, { expires_in: 300 }), 'token-unavailable'],
    ['an empty access_token', json(200, { access_token: '', expires_in: 300 }), 'token-unavailable'],
    ['no expires_in', json(200, { access_token: 'a' }), 'token-unavailable'],
    ['expires_in 0', granted(0, 0), 'token-unavailable'],
    ['expires_in below 0', granted(0, -5), 'token-unavailable'],
    ['expires_in not numeric', granted(0, 'soon'), 'token-unavailable'],
    ['expires_in null', granted(0, null), 'token-unavailable'],
    [
      'no network',
      Object.assign(new Error(`connect ${mark}`), { code: 'ECONNREFUSED' }),
      'token-unavailable',
    ],
    ['a token that expired on the way', granted(0, 5), 'token-expired'],
    ['silence', 'silence', 'token-unavailable'],
  ]
  it.each(cases)('%s is an error, and the source does not try again by itself', (name, reply, code) => {
    const fake = fakeHttp(() => reply, name.includes('on the way') ? 6_000 : 0)
    inVirtualTime(() => {
      const seen = watch(v1(fake).token$)
      at(31_000, () => {
        expect(seen.error).toBeInstanceOf(TokenError)
        expect(seen.error).toMatchObject({ code })
        expect(String(seen.error)).not.toContain(mark)
        if (name === '429') expect(seen.error).toMatchObject({ retryAfter: 7_000 })
      })
    })
    expect(fake.requests).toHaveLength(1)
    expect(fake.open()).toBe(0)
  })

  it('silence is given up after 30 s and the request aborted', () => {
    const fake = fakeHttp(() => 'silence')
    inVirtualTime(() => {
      const seen = watch(v1(fake).token$)
      at(29_999, () => {
        expect(seen.error).toBeUndefined()
      })
      at(30_001, () => {
        expect(seen.error).toMatchObject({ code: 'token-unavailable' })
        expect(fake.aborted()).toBe(1)
      })
    })
  })

  it('Retry-After holds for the next subscriber', () => {
    const times: number[] = []
    const fake = fakeHttp((_, index) => {
      times.push(now())
      return index === 0 ? json(503, {}, { 'retry-after': '20' }) : granted(index)
    })
    inVirtualTime(() => {
      const source = v1(fake)
      watch(source.token$)
      at(1_000, () => {
        const seen = watch(source.token$)
        at(30_000, () => {
          seen.unsubscribe()
        })
      })
    })
    expect(times).toEqual([0, 20_000])
  })

  it.each([
    ['at once', () => mark],
    ['by an observable', () => of(mark)],
  ])('a callback may give the password %s', (_, password) => {
    const fake = fakeHttp((__, index) => granted(index))
    inVirtualTime(() => {
      const seen = watch(v1(fake, { password }).token$)
      seen.unsubscribe()
    })
    expect(new URLSearchParams(fake.requests[0]?.body ?? '').get('password')).toBe(mark)
  })

  it.each([
    ['throws', () => { throw new Error(mark) }], // prettier-ignore
    ['fails', () => throwError(() => new Error(mark))],
    ['hangs', () => NEVER],
    ['gives an empty text', () => of('')],
    ['gives nothing', () => EMPTY],
  ])('a callback that %s is told without its own text', (_, callback) => {
    const fake = fakeHttp((__, index) => granted(index))
    inVirtualTime(() => {
      const seen = watch(v1(fake, { password: callback }).token$)
      at(30_001, () => {
        expect(seen.error).toMatchObject({ code: 'credentials-callback' })
        expect(String(seen.error)).not.toContain(mark)
      })
    })
    expect(fake.requests).toHaveLength(0)
  })
})
