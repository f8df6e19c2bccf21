import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lastFrames } from '../../src/frames/last-frames.js'
import { serverText } from '../../src/http/scrub.js'
import { redactor } from '../../src/session/redact.js'
import { Token } from '../../src/token/token.js'

/** The three that take secrets out of texts: of HTTP services, of the server's states, and of frames. */
const cleaners: Readonly<Record<string, (secret: string, text: string) => string>> = {
  'an answer of a service': (secret, text) => serverText(text, [secret]),
  'a state of the server': (secret, text) =>
    redactor([new Token({ value: secret, issuedAt: 0, expiresAt: 1 })])(text),
  'a frame': (secret, text) => {
    const frames = lastFrames()
    const observe = frames.attach(() => 0)
    const Key = { Elements: { AuthenticationToken: secret } }
    observe('sent', JSON.stringify({ Domain: 'Login', Key }))
    observe('received', text)
    return frames.take().at(-1)?.text ?? ''
  },
}

const quoted = (text: string): string => JSON.stringify(text).slice(1, -1)
const lowerPercent = (text: string): string =>
  encodeURIComponent(text).replace(/%../g, (byte) => byte.toLowerCase())
const base64 = (text: string): string => Buffer.from(text).toString('base64')

const encodings: Readonly<Record<string, (secret: string) => string>> = {
  plain: (secret) => secret,
  'upper case': (secret) => secret.toUpperCase(),
  'percent-encoded': encodeURIComponent,
  'percent-encoded in lower case': lowerPercent,
  'percent-encoded twice': (secret) => encodeURIComponent(encodeURIComponent(secret)),
  'percent-encoded throughout': (secret) =>
    [...Buffer.from(secret)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  'a form': (secret) => new URLSearchParams([['', secret]]).toString().slice(1),
  JSON: quoted,
  'JSON in JSON': (secret) => quoted(quoted(secret)),
  'numeric entities': (secret) => secret.replace(/./gu, (char) => `&#${char.codePointAt(0)};`),
  'broken into lines': (secret) => secret.replace(/(.{5})/gu, '$1\r\n'),
  base64,
  'base64 for addresses': (secret) => Buffer.from(secret).toString('base64url'),
  'base64 with a user of three letters': (secret) => base64(`joe${secret}`),
  'base64 with a user of four letters': (secret) => base64(`jane${secret}`),
  'base64 with a user and more, percent-encoded': (secret) =>
    encodeURIComponent(base64(`ellen${secret}, and more`)),
}

/** What people and services make passwords, secrets and tokens of. */
const secret = fc.string({
  unit: fc.constantFrom(...Array.from('ABCxyzéßç0123456789+/=._~-!"#$&\'()*,:;<>?@[]^`{|}')),
  minLength: 8,
  maxLength: 200,
})

describe.each(Object.entries(cleaners))('%s', (_, clean) => {
  it.each(Object.entries(encodings))('shows a secret that is written as %s', (_name, encode) => {
    fc.assert(
      fc.property(secret, (text) => {
        const written = encode(text)
        const shown = clean(text, `what is "${written}" then`)
        expect(shown).not.toContain(written)
        // Nothing is left that is as long as what would have been found by itself.
        expect(
          shown.replace(/what is "|" then/g, '').replace(/\[(?:removed|token)\]/g, '').length,
        ).toBeLessThan(12)
      }),
      { numRuns: 60, examples: [['A&#25;AAAAA']] },
    )
  })

  it('shows a secret that looks encoded before it is', () => {
    for (const text of ['%41%42&amp;C+D', 'A\\u0041AAAAA', '&lt;%41\\n"x+y"', '%25%32%35%34%31']) {
      const ways = [encodeURIComponent, lowerPercent, encodings['a form']!, quoted, (same: string) => same]
      for (const encode of ways) {
        expect(clean(text, `what is ${encode(text)} then`)).toMatch(/^what is \[\w+\] then$/)
      }
    }
  })

  it('fails at a secret with half a character', () => {
    expect(clean('abcdefgh\ud800', 'what is abcdefgh\ud800 then')).toMatch(/^what is \[\w+\] then$/)
  })

  it('shows a secret of letters that have another form at the end of a word, or lie far out', () => {
    for (const text of ['ΑΒΓΔΕΖΗΣ', '𐕰𐕱𐕲𐕳𐕰𐕱𐕲𐕳', 'İİİİİİİİ']) {
      for (const written of [text, encodeURIComponent(text)]) {
        expect(clean(text, `what is ${written} then`)).toMatch(/^what is \[\w+\] then$/)
      }
    }
  })

  it('loses what is no secret', () => {
    const text = 'User unknown to permission system (100% "sure"): see aHR0cDovL2V4YW1wbGUub3Jn'
    expect(clean('0123456789abcdef', text)).toBe(text)
  })

  it('takes long for a text that is long', () => {
    const started = performance.now()
    clean('0123456789abcdef', '%25&#'.repeat(200_000))
    expect(performance.now() - started).toBeLessThan(5_000)
  })
})
