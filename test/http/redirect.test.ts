import * as fc from 'fast-check'
import { type Observable, of } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { type Answer, createExchange, type Problem } from '../../src/http/exchange.js'
import { familyOf, isLoopback, isTrusted, isUnder } from '../../src/http/host.js'
import { redirectOf } from '../../src/http/redirect.js'
import { fakeHttp, json, redirect, type FakeHttp } from '../support/fake-http.js'
import { watch } from '../support/virtual.js'

const home = 'https://api.example.com/token'

const exchangeOver = (
  fake: FakeHttp,
  options: { url?: string; allowedRedirectHosts?: readonly string[] } = {},
): (() => Observable<Answer | Problem>) => {
  const exchange = createExchange({
    name: 'token service',
    url: home,
    http: fake.http,
    clock: () => 0,
    timeout: 1_000,
    allowedRedirectHosts: [],
    ...options,
  })
  return () =>
    exchange(() => of({ method: 'POST', headers: { a: 'b' }, body: 'secret=HIDDEN', secrets: ['HIDDEN'] }))
}

const outcome = (exchange: () => Observable<Answer | Problem>): Answer | Problem =>
  watch(exchange()).values[0]!

describe('a redirect that is followed', () => {
  it.each([301, 302, 307, 308])('%d keeps method, headers and body', (status) => {
    const fake = fakeHttp((_, index) =>
      index === 0 ? redirect(status, 'https://login.example.com/t?x=1') : json(200, {}),
    )
    expect(outcome(exchangeOver(fake))).toMatchObject({ ok: true })
    expect(fake.requests[1]).toEqual({ ...fake.requests[0], url: 'https://login.example.com/t?x=1' })
  })

  it('a relative one is resolved against the request', () => {
    const fake = fakeHttp((_, index) => (index === 0 ? redirect(307, '../v2/token') : json(200, {})))
    outcome(exchangeOver(fake, { url: 'https://api.example.com/auth/v1/token' }))
    expect(fake.requests[1]?.url).toBe('https://api.example.com/auth/v2/token')
  })

  it.each([
    [301, true],
    [308, true],
    [302, false],
    [307, false],
  ])('%d is remembered for the next exchange: %s', (status, remembered) => {
    const fake = fakeHttp(({ url }) => (url === home ? redirect(status, '/moved') : json(200, {})))
    const exchange = exchangeOver(fake)
    outcome(exchange)
    outcome(exchange)
    expect(fake.requests).toHaveLength(remembered ? 3 : 4)
  })

  it('drops user name, password and fragment of the address', () => {
    const fake = fakeHttp((_, index) =>
      index === 0 ? redirect(307, 'https://u:p@api.example.com/x#y') : json(200, {}),
    )
    outcome(exchangeOver(fake))
    expect(fake.requests[1]?.url).toBe('https://api.example.com/x')
  })

  it('on this machine may go to another port over http', () => {
    const fake = fakeHttp((_, index) =>
      index === 0 ? redirect(307, 'http://localhost:9999/t') : json(200, {}),
    )
    expect(outcome(exchangeOver(fake, { url: 'http://127.0.0.1:8080/t' }))).toMatchObject({ ok: true })
  })
})

describe('a redirect that is not followed', () => {
  it.each([
    ['a foreign host', 'https://evil.test/token'],
    ['a host that only ends alike', 'https://notexample.com/'],
    ['a host that begins alike', 'https://api.example.com.evil.test/'],
    ['http to the same host', 'http://api.example.com/token'],
    ['this machine', 'https://127.0.0.1/token'],
    ['another scheme', 'ftp://api.example.com/token'],
    ['data', 'data:application/json,{}'],
    ['a foreign host in disguise', 'https://api.example.com@evil.test/'],
  ])('%s', (_, location) => {
    const fake = fakeHttp(() => redirect(307, location))
    expect(outcome(exchangeOver(fake))).toMatchObject({ ok: false, kind: 'untrusted-redirect' })
    expect(fake.requests).toHaveLength(1)
  })

  it('a chain is measured against the configured host, not the last one', () => {
    const fake = fakeHttp((_, index) =>
      redirect(307, ['https://cdn.other.net/', 'https://api.other.net/'][index]),
    )
    const exchange = exchangeOver(fake, { allowedRedirectHosts: ['cdn.other.net'] })
    expect(outcome(exchange)).toMatchObject({ kind: 'untrusted-redirect' })
    expect(fake.requests).toHaveLength(2)
  })

  it('status 0, where the platform hides it', () => {
    expect(outcome(exchangeOver(fakeHttp(() => redirect(0))))).toMatchObject({ kind: 'untrusted-redirect' })
  })

  it.each([undefined, '', 'https://'])(
    'without a usable Location (%j): as if the service were down',
    (location) => {
      expect(outcome(exchangeOver(fakeHttp(() => redirect(302, location))))).toMatchObject({
        kind: 'unavailable',
      })
    },
  )

  it('a loop ends after three hops, as if the service were down', () => {
    const fake = fakeHttp(() => redirect(307, home))
    expect(outcome(exchangeOver(fake))).toMatchObject({ kind: 'unavailable' })
    expect(fake.requests).toHaveLength(4)
  })

  it('a secret that the service puts into the host name is not repeated', () => {
    const fake = fakeHttp(() => redirect(307, 'https://hidden.evil.test/'))
    const { text } = outcome(exchangeOver(fake)) as Problem
    expect(text).toContain('evil.test')
    expect(text.toLowerCase()).not.toContain('hidden')
  })

  it('see-other to a POST', () => {
    expect(outcome(exchangeOver(fakeHttp(() => redirect(303, '/other'))))).toMatchObject({
      kind: 'unavailable',
    })
  })
})

describe('which hosts are relatives', () => {
  it.each([
    ['api.example.com', 'example.com'],
    ['a.b.example.com', 'b.example.com'],
    ['example.com', undefined],
    ['example.co.uk', undefined],
    ['api.example.co.uk', 'example.co.uk'],
    ['10.0.0.1', undefined],
    ['[2001:db8::1]', undefined],
    ['localhost', undefined],
  ])('%s has the family %s', (host, family) => {
    expect(familyOf(host)).toBe(family)
  })

  it.each(['127.0.0.1', '127.8.9.1', 'localhost', 'LOCALHOST.', 'x.localhost', '[::1]'])(
    '%s is this machine',
    (host) => {
      expect(isLoopback(host)).toBe(true)
    },
  )

  it.each(['127.0.0.1.evil.test', 'localhost.evil.test', '128.0.0.1', 'notlocalhost', '127.evil.test'])(
    '%s is not',
    (host) => {
      expect(isLoopback(host)).toBe(false)
    },
  )

  it('an address is not under its last number', () => {
    expect(isUnder('10.0.0.1', '0.0.1')).toBe(false)
    expect(isTrusted('9.0.0.1', '10.0.0.1', [])).toBe(false)
  })

  it('no redirect ever leaves the allowed hosts or TLS', () => {
    const label = fc.stringMatching(/^[a-z][a-z0-9]{0,4}$/)
    const host = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.'))
    const anyHost = fc.oneof(
      host,
      fc.constantFrom('api.example.com', 'x.example.com', 'example.com', 'ok.test', 'a.ok.test'),
    )
    const location = fc.oneof(
      fc
        .record({
          scheme: fc.constantFrom('https', 'http', 'HTTPS', 'ws'),
          host: anyHost,
          path: fc.webPath(),
        })
        .map(({ scheme, host: name, path }) => `${scheme}://${name}${path}`),
      anyHost.map((name) => `//${name}/x`),
      anyHost.map((name) => `https://api.example.com@${name}/`),
      anyHost.map((name) => `https:\\\\${name}\\`),
      fc.string(),
      fc.webUrl(),
    )
    fc.assert(
      fc.property(location, fc.constantFrom(301, 302, 303, 307, 308), (target, status) => {
        const decision = redirectOf(
          { method: 'GET', url: home },
          { status, headers: { location: target }, body: '' },
          { home, allowedHosts: ['ok.test'] },
        )
        if (decision?.kind !== 'follow') return
        const { protocol, hostname, username, password } = new URL(decision.url)
        expect(protocol).toBe('https:')
        expect(hostname).toMatch(/^(.+\.)?example\.com$|^(.+\.)?ok\.test$/)
        expect(username + password).toBe('')
      }),
      { numRuns: 2_000 },
    )
  })
})
