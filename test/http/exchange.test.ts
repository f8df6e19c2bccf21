import { EMPTY, of } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { type Answer, createExchange, type Problem } from '../../src/http/exchange.js'
import { parseRetryAfter } from '../../src/http/retry-after.js'
import { safeReason } from '../../src/http/safe-reason.js'
import { scrub, serverText } from '../../src/http/scrub.js'
import type { HttpResponse, Http } from '../../src/http/http.js'
import { fakeHttp, json, type Reply } from '../support/fake-http.js'
import { watch } from '../support/virtual.js'

const secrets = ['pass word+/=', 'HIDDEN']

const outcomeOf = (reply: Reply | { http: Http }, now = 0): Answer | Problem => {
  const http = reply !== 'silence' && 'http' in reply ? reply.http : fakeHttp(() => reply).http
  const exchange = createExchange({
    name: 'token service',
    url: 'https://api.example.com/token',
    http,
    clock: () => now,
    timeout: 1_000,
    allowedRedirectHosts: [],
  })
  return watch(exchange(() => of({ method: 'POST', headers: {}, secrets }))).values[0]!
}

const textOf = (reply: Reply | { http: Http }): string => {
  const outcome = outcomeOf(reply)
  return outcome.ok ? '' : outcome.text
}

describe('what a service says', () => {
  it('in OAuth style and in gateway style is in the error', () => {
    expect(textOf(json(401, { error: 'invalid_client', error_description: 'unknown' }))).toBe(
      'the token service answered HTTP 401 (invalid_client: unknown)',
    )
    expect(
      textOf(
        json(401, { error: { id: 'x', code: '401', message: 'token expired', status: 'Unauthorized' } }),
      ),
    ).toContain('Unauthorized: token expired')
  })

  it('in a page of a proxy is told by kind and length only', () => {
    const page: HttpResponse = {
      status: 502,
      headers: { 'content-type': 'text/html; HIDDEN' },
      body: '<p>HIDDEN</p>',
    }
    expect(textOf(page)).toBe('the token service answered HTTP 502 (text/html, 13 characters)')
    expect(textOf({ ...page, status: 200 })).toBe(
      'the token service did not answer with JSON (text/html, 13 characters)',
    )
  })

  it.each([
    ['as it is', 'you sent pass word+/= and HIDDEN'],
    ['percent-encoded', 'you sent pass%20word%2B%2F%3D'],
    ['as in a form', 'password=pass+word%2B%2F%3D'],
    ['in other letters', 'PASS WORD+/= hidden'],
    ['at the cut', `${'x'.repeat(1018)}HIDDEN`],
    ['in the error code', 'HIDDEN'],
  ])('a secret that comes back %s is not in the error', (_, echo) => {
    const text = textOf(json(400, { error: echo, error_description: echo }))
    expect(text.toLowerCase()).not.toMatch(/hidden|hidde|pass.{0,3}word\+|word%2b/)
    expect(text).toContain('[remo')
  })

  it('control characters are cut, and long texts too', () => {
    const text = textOf(json(400, { error: `\u001b[31m\u0007${'y'.repeat(5_000)}` }))
    expect(text).not.toContain('\u001b')
    expect(text.length).toBeLessThan(1_200)
  })

  it('keeps what a short secret would leave behind inside a long one out too', () => {
    expect(scrub('abcdef', ['cd', 'abcdef'])).toBe('[removed]')
    expect(serverText('a', [''])).toBe('a')
    expect(serverText(7, [])).toBe('')
  })

  it.each([
    ['in quoted JSON', String.raw`{"p":"a\"b\\c"}`],
    ['in HTML', 'you sent a&quot;b\\c'],
  ])('leaves out a secret %s', (_, echo) => {
    expect(scrub(echo, [String.raw`a"b\c`])).toContain('[removed]')
    expect(scrub(echo, [String.raw`a"b\c`])).not.toContain('b')
  })

  it('leaves out a longer part of a secret, and no word', () => {
    const secret = 'AbCdEfGh0123456789.xyz'
    expect(scrub('your token AbCdEfGh01234567... has no authorization', [secret])).toBe(
      'your token [removed]... has no authorization',
    )
  })

  it.each([200, 500])('a secret in the content type of HTTP %s is not in the error', (status) => {
    const reply = { status, headers: { 'content-type': 'text/HIDDEN' }, body: '<html>' }
    expect(textOf(reply)).not.toContain('HIDDEN')
  })

  it('its clock is compared with ours', () => {
    const reply = json(401, {}, { date: 'Thu, 01 Jan 1970 00:02:00 GMT' })
    expect(outcomeOf(reply, 60_000)).toMatchObject({ clockDifference: 60_000 })
  })
})

describe('no answer', () => {
  it.each([
    [Object.assign(new Error('x HIDDEN'), { code: 'ECONNREFUSED' }), 'ECONNREFUSED'],
    [
      new TypeError('fetch failed', { cause: Object.assign(new Error('HIDDEN'), { code: 'ENOTFOUND' }) }),
      'ENOTFOUND',
    ],
    [Object.assign(new Error('x'), { code: 'HIDDEN pass word' }), 'no answer'],
    ['HIDDEN', 'no answer'],
    [undefined, 'no answer'],
  ])('%s has the reason %s', (error, reason) => {
    expect(safeReason(error)).toBe(reason)
  })

  it('an http function that throws, gives nothing, or fails is a problem like any other', () => {
    const broken: readonly Http[] = [
      () => {
        throw new Error('HIDDEN')
      },
      () => EMPTY,
    ]
    for (const http of broken) expect(textOf({ http })).toBe('no answer from the token service')
  })

  it('a certificate that is not trusted waits half a minute', () => {
    expect(outcomeOf(Object.assign(new Error('x'), { code: 'CERT_HAS_EXPIRED' }))).toMatchObject({
      kind: 'unavailable',
      retryAfter: 30_000,
      systemCode: 'CERT_HAS_EXPIRED',
    })
  })
})

describe('Retry-After', () => {
  const now = Date.parse('Thu, 01 Jan 2026 00:00:00 GMT')
  it.each([
    ['120', 120_000],
    [' 7 ', 7_000],
    ['0', 1_000],
    ['99999', 900_000],
    ['Thu, 01 Jan 2026 00:01:00 GMT', 60_000],
    ['Wed, 31 Dec 2025 00:00:00 GMT', 1_000],
    ['Fri, 02 Jan 2026 00:00:00 GMT', 900_000],
    ['soon', undefined],
    ['-5', undefined],
    ['1.5', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%j is %j ms', (header, milliseconds) => {
    expect(parseRetryAfter(header, now)).toBe(milliseconds)
  })
})
