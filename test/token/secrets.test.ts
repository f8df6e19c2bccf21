import { inspect } from 'node:util'
import { of } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { discover } from '../../src/endpoint/discover.js'
import { changePassword, type ChangePasswordOptions } from '../../src/token/change-password.js'
import { clientCredentials, type ClientCredentialsOptions } from '../../src/token/client-credentials.js'
import { externalTokens } from '../../src/token/external-tokens.js'
import { passwordGrant, type PasswordGrantOptions } from '../../src/token/password-grant.js'
import { Token } from '../../src/token/token.js'
import { fakeHttp, json, type FakeHttp } from '../support/fake-http.js'
import { inVirtualTime, at, watch } from '../support/virtual.js'
import { eventsOf, granted, mark, password, v1 } from './support.js'

/** Everything that a program could print of a value. */
const printed = (value: unknown): string =>
  [
    inspect(value, { depth: 6 }),
    inspect(value, { depth: 2, showHidden: true }),
    JSON.stringify(value) as string | undefined,
    String(value),
    value instanceof Error ? `${value.stack ?? ''}${inspect(value.cause)}` : '',
  ].join('\n')

/** A service that repeats all that it is sent, in every place that it can. */
const parrot = (status: number): FakeHttp =>
  fakeHttp(({ body = '', headers }) => {
    const fields = [...new URLSearchParams(body).values()].join(' ')
    const echo = `${fields} ${body} ${headers.authorization ?? ''}`
    return json(status, { error: fields, error_description: echo }, { 'content-type': `text/${fields}` })
  })

const statuses = [200, 301, 400, 401, 403, 404, 410, 418, 429, 451, 500, 503]

describe('a service that repeats what it was sent', () => {
  it.each(statuses)('with status %d cannot bring a secret into an error or an event', (status) => {
    inVirtualTime(() => {
      const { http } = parrot(status)
      const common = { clientId: 'id', http }
      const sources = [
        passwordGrant({ ...common, username: 'u', password, clientSecret: `${mark}-client` }),
        clientCredentials({ ...common, clientSecret: `${mark}-client` }),
        clientCredentials({ ...common, sign: () => of(`a.${mark}.c`), algorithm: 'ES256', keyId: 'k' }),
      ]
      for (const source of sources) {
        const events = eventsOf(source)
        const { error } = watch(source.token$)
        expect(error).toBeDefined()
        expect(printed(error) + printed(events)).not.toContain(mark)
      }
      const changed = watch(
        changePassword({ ...common, username: 'u', password, newPassword: `${mark}-new` }),
      )
      expect(printed(changed.error)).not.toContain(mark)
      const token = new Token({ value: `${mark}-token`, issuedAt: 0, expiresAt: 1 })
      const found = watch(discover({ http })({ token$: of(token) }))
      expect(printed(found.error)).not.toContain(mark)
    })
  })

  it('on renewal cannot bring tokens into an event', () => {
    const fake = fakeHttp((_, index) =>
      index === 0
        ? granted(0)
        : json(500, { error: `${mark}-access-0`, error_description: `${mark}-refresh-0 ${password}` }),
    )
    inVirtualTime(() => {
      const source = v1(fake)
      const events = eventsOf(source)
      const seen = watch(source.token$)
      at(245_000, () => {
        expect(events.length).toBeGreaterThan(1)
        expect(printed(events)).not.toContain(mark)
        seen.unsubscribe()
      })
    })
  })
})

describe('objects', () => {
  it('sources, discoveries and tokens show no secret', () => {
    inVirtualTime(() => {
      const fake = fakeHttp((_, index) => granted(index))
      const source = v1(fake, { clientSecret: `${mark}-client` })
      const seen = watch(source.token$)
      const service = clientCredentials({ clientId: 'c', clientSecret: `${mark}-client`, http: fake.http })
      watch(service.token$)
      for (const value of [source, service, seen.values[0], seen.values[0]!.toString(), discover({})]) {
        expect(printed(value)).not.toContain(mark)
      }
      seen.unsubscribe()
    })
  })
})

describe('wrong options', () => {
  const v1Options: PasswordGrantOptions = { username: 'u', password, clientId: 'c' }
  const v2Options: ClientCredentialsOptions = { clientId: 'c', clientSecret: `${mark}-client` }
  const change: ChangePasswordOptions = { ...v1Options, newPassword: `${mark}-new` }
  const shared = [
    'http',
    'clock',
    'timeout',
    'scope',
    'allowedRedirectHosts',
    'dangerouslySendCredentialsInClear',
    'url',
  ]
  const wrong: readonly (readonly [string, (options: never) => unknown, object, readonly string[]])[] = [
    [
      'passwordGrant',
      passwordGrant,
      v1Options, // prettier-ignore
      [...shared, 'random', 'username', 'password', 'clientId', 'clientSecret', 'takeExclusiveSignOnControl', 'renewAt', 'refreshRetry'], // prettier-ignore
    ],
    [
      'clientCredentials',
      clientCredentials,
      v2Options, // prettier-ignore
      [...shared, 'clientId', 'clientSecret', 'privateKey', 'sign', 'algorithm', 'keyId', 'audience', 'assertionLifetime', 'jti', 'clockSkewSeconds', 'tokenOnReconnect'], // prettier-ignore
    ],
    [
      'changePassword',
      changePassword,
      change,
      [...shared, 'username', 'password', 'newPassword', 'clientId'],
    ],
    ['discover', discover, {}, ['region', 'select', 'allowedHosts', 'query', 'http', 'url', 'timeout']],
  ]
  for (const [name, make, options, fields] of wrong) {
    it.each(fields)(`of ${name} are told by path and type, never by value: %s`, (field) => {
      for (const value of [7n, [[mark]], Symbol(mark)]) {
        let error: unknown
        try {
          make({ ...options, [field]: value } as never)
        } catch (reason) {
          error = reason
        }
        expect(error).toMatchObject({ name: 'UsageError', code: 'invalid-options' })
        expect(String(error)).toContain(`\`${field}`)
        expect(String(error)).toContain(
          name === 'clientCredentials' && field === 'privateKey' ? 'privateKey' : name,
        )
        expect(printed(error)).not.toContain(mark)
      }
    })
  }

  it('no options at all, and bounds', () => {
    expect(() => passwordGrant(undefined as never)).toThrow(/passwordGrant/)
    for (const renewAt of [0, 0.04, 0.96, 1, NaN, Infinity]) {
      expect(() => passwordGrant({ ...v1Options, renewAt })).toThrow(
        '`renewAt` must be a number from 0.05 to 0.95',
      )
      expect(() => externalTokens(() => [], { renewAt })).toThrow('renewAt')
    }
    expect(() => externalTokens(7 as never)).toThrow('a function')
  })

  it.each(['http://api.example.com/', 'http://10.0.0.1/', 'http://127.0.0.1.example.com/'])(
    '%s needs the ugly option',
    (url) => {
      expect(() => passwordGrant({ ...v1Options, url })).toThrow(
        expect.objectContaining({ code: 'insecure-transport' }),
      )
      expect(() => clientCredentials({ ...v2Options, url })).toThrow(
        expect.objectContaining({ code: 'insecure-transport' }),
      )
      expect(() => changePassword({ ...change, url })).toThrow(
        expect.objectContaining({ code: 'insecure-transport' }),
      )
      expect(() =>
        passwordGrant({ ...v1Options, url, dangerouslySendCredentialsInClear: true }),
      ).not.toThrow()
    },
  )

  it('an address with a password in it is refused without repeating it', () => {
    const make = (): unknown => passwordGrant({ ...v1Options, url: `https://u:${mark}@example.com/` })
    expect(make).toThrow('without user name and password')
    expect(make).not.toThrow(mark)
  })
})
