import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lastFrames } from '../../src/frames/last-frames.js'

const login = (token: string, name?: string): string =>
  JSON.stringify({
    ID: 1,
    Domain: 'Login',
    Key: {
      Name: name,
      NameType: 'AuthnToken',
      Elements: { ApplicationId: '256', AuthenticationToken: token },
    },
  })

/** What is shown of frames that come after a login with this token. */
const shownAfter = (token: string, frames: readonly unknown[], maxLength = 2_000): readonly string[] => {
  const ring = lastFrames({ count: frames.length + 1, maxLength })
  const observe = ring.attach(() => 0)
  observe('sent', login(token))
  for (const frame of frames) observe('received', frame)
  return ring.take().map(({ text }) => text)
}

const shown = (token: string, frame: string): string => shownAfter(token, [frame])[1]!

/** Letters and digits of a text: what is left of it when somebody copies it together. */
const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

const unicodeEscaped = (text: string): string =>
  text.replace(/[^\w]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
const allEscaped = (text: string): string =>
  text
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}`)
    .join('')
const quoted = (text: string): string => JSON.stringify(text).slice(1, -1)
const entity = (text: string): string =>
  text.replace(
    /[&<>"']/g,
    (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[char] ?? '&#39;',
  )

const disguises: Readonly<Record<string, (secret: string) => string>> = {
  plain: (secret) => secret,
  'JSON in JSON': (secret) => quoted(quoted(secret)),
  JSON: quoted,
  'JSON three times': (secret) => quoted(quoted(quoted(secret))),
  'JSON for ASCII': (secret) => unicodeEscaped(secret),
  'JSON with every character escaped': allEscaped,
  'with slashes escaped': (secret) => quoted(secret).replaceAll('/', '\\/'),
  'percent-encoded': (secret) => encodeURIComponent(secret),
  'percent-encoded twice': (secret) => encodeURIComponent(encodeURIComponent(secret)),
  'a form': (secret) => new URLSearchParams([['', secret]]).toString().slice(1),
  HTML: entity,
  'broken into lines': (secret) => secret.replace(/(.{7})/gsu, '$1\r\n  '),
}

/** Tokens of the alphabets that tokens have. */
const usual = fc.string({
  unit: fc.constantFrom(...Array.from('ABCDEFabcdef0123456789+/=._~-')),
  minLength: 6,
  maxLength: 300,
})

/** Tokens of any alphabet; a backslash is what escapes are made of, and no token has one. */
const any = fc
  .string({ unit: 'binary', minLength: 6, maxLength: 60 })
  .filter((text) => bare(text).length >= 6 && !/[\\%&]/.test(text))

const around = fc.tuple(
  fc.constantFrom('', '{"ID":1,"Type":"Refresh","Domain":"Login","Key":{"Name":"', 'not JSON at all: '),
  fc.constantFrom('', '"}}', ' and so on', '"'),
)

describe('a token that is shown in a frame', () => {
  for (const [name, disguise] of Object.entries(disguises)) {
    it(`is written as ${name}`, () => {
      const hidden = (token: string, [before, after]: readonly [string, string]): void => {
        // Of a token with hardly a letter, the letters stand somewhere else, too.
        fc.pre(bare(token).length >= 6)
        const text = shown(token, `${before}${disguise(token)}${after}`)
        expect(text).not.toContain(token)
        expect(bare(text)).not.toContain(bare(token))
        expect(text).toContain('[removed]')
      }
      fc.assert(fc.property(fc.oneof(usual, any), around, hidden))
    })
  }

  it('is in another letter case', () => {
    fc.assert(
      fc.property(usual, (token) => {
        for (const text of [token.toLowerCase(), token.toUpperCase()])
          expect(shown(token, `<${text}>`)).toBe('<[removed]>')
      }),
    )
  })

  it('is shortened by the server, at either end', () => {
    fc.assert(
      fc.property(usual, fc.nat(), fc.boolean(), (token, at, fromStart) => {
        const cut = at % token.length
        const piece = fromStart ? token.slice(0, cut) : token.slice(cut)
        fc.pre(piece.replaceAll('+', '').length >= 12)
        expect(shown(token, `{"Text":"bad token: ${piece}…"}`)).not.toContain(piece)
      }),
    )
  })

  it('is cut by the length that is shown', () => {
    fc.assert(
      fc.property(usual, fc.integer({ min: 1, max: 200 }), (token, maxLength) => {
        const [, text = ''] = shownAfter(token, [`${'.'.repeat(90)} ${token} …`], maxLength)
        // Nothing but dots before the token, so every other character would be one of it.
        expect(text.replaceAll('[removed]', '')).toMatch(/^[. …]*$/)
      }),
    )
  })

  it('is in one of many frames, or in many', () => {
    fc.assert(
      fc.property(usual, fc.array(fc.string({ maxLength: 20 }), { maxLength: 10 }), (token, texts) => {
        const frames = texts.map((text) =>
          JSON.stringify([{ Type: 'Status', Text: `${text}${token}${text}` }]),
        )
        expect(JSON.stringify(shownAfter(token, frames))).not.toContain(token)
      }),
    )
  })

  it('is of another session, and only the name of the member tells', () => {
    const unknown = 'short-secret'
    for (const name of [
      'AuthenticationToken',
      'authenticationtoken',
      'Password',
      'ApplicationAuthorizationToken',
      'Set-Cookie',
      'client_secret',
    ]) {
      for (const value of [
        `"${unknown}"`,
        `{"Type":"AsciiString","Data":"${unknown}"}`,
        `["${unknown}"]`,
        `"${unknown}`,
      ]) {
        const frame = `{"Elements":{"${name}" : ${value},"Position":"1.2.3.4/net"}}`
        expect(shown('another-token', frame)).not.toContain(unknown)
        expect(shown('another-token', quoted(frame))).not.toContain(unknown)
        if (!value.startsWith('"') || value.endsWith('"'))
          expect(shown('another-token', frame)).toContain('1.2.3.4/net')
      }
    }
    expect(shown('x', '{"Password":"ab\\"cd\\\\","Name":"EUR="}')).toBe(
      '{"Password":"[removed]","Name":"EUR="}',
    )
    expect(shown('x', '{"Password":1234,"Name":"EUR="}')).toBe('{"Password":[removed],"Name":"EUR="}')
  })

  it('is of another session, and only its looks tell', () => {
    const unknown = `eyJhbGciOiJSUzI1NiJ9.${'Ab0_-'.repeat(20)}`
    expect(shown('another-token', `what is ${unknown}?`)).toBe('what is [removed]?')
  })
})

describe('a user name that is shown', () => {
  it('stands in a login, or in what the server says of it', () => {
    const ring = lastFrames()
    const observe = ring.attach(() => 0)
    observe(
      'sent',
      JSON.stringify({
        ID: 1,
        Domain: 'Login',
        Key: { Name: 'jane.doe', Elements: { Position: '1.2.3.4/net' } },
      }),
    )
    observe('received', '[{"ID":1,"Type":"Status","State":{"Text":"JANE.DOE is not permitted"}}]')
    observe('received', '[{"ID":1,"Type":"Refresh","Domain":"Login","Key":{"Name":"me"}}]')
    expect(ring.take().map(({ text }) => text)).toEqual([
      '{"ID":1,"Domain":"Login","Key":{"Name":"[removed]","Elements":{"Position":"1.2.3.4/net"}}}',
      '[{"ID":1,"Type":"Status","State":{"Text":"[removed] is not permitted"}}]',
      '[{"ID":1,"Type":"Refresh","Domain":"Login","Key":{"Name":"[removed]"}}]',
    ])
  })
})

describe('what is no secret', () => {
  it('is removed all the same', () => {
    const frame =
      '[{"ID":5,"Type":"Update","Key":{"Name":"EUR=","Service":"ELEKTRON_DD"},"Fields":{"BID":1.0923,"TEXT":"50% \\u00e9 \\"so\\""}}]'
    expect(shown('0123456789abcdef', frame)).toBe(frame)
  })

  it('takes time by the square of its length', () => {
    const started = performance.now()
    for (const part of ['\\', '"', '%25', '\\"Password\\":\\"', '&#', '{"Password":[']) {
      shownAfter('0123456789abcdef', [part.repeat(100_000 / part.length)], 100_000)
    }
    expect(performance.now() - started).toBeLessThan(5_000)
  })
})
