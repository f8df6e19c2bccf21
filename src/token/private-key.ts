import * as t from 'io-ts'
import { UsageError } from '../errors.js'
import { fitting } from '../options/check.js'
import { filledText } from '../options/checks.js'
import { codecOf, decodingFaults } from '../options/decoding-faults.js'
import { readJson } from '../http/describe-answer.js'

/** A private key as a JSON Web Key, RSA or elliptic curve. */
export interface PrivateJwk {
  /** Kind of key. */
  readonly kty: 'RSA' | 'EC'
  /** Algorithm to sign with: RS, PS or ES with 256, 384 or 512. */
  readonly alg: string
  /** Id of the key, as the token service knows it. */
  readonly kid: string
  /** The private part. */
  readonly d: string
  readonly [member: string]: unknown
}

/** A key that can sign, and what the header of an assertion says about it. */
export interface SigningKey {
  readonly alg: string
  readonly kid: string
  readonly key: { readonly jwk: PrivateJwk } | { readonly pem: string }
}

/** Algorithms of each kind of key. Symmetric ones and `none` are not for this. */
const algorithms = {
  RSA: ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  EC: ['ES256', 'ES384', 'ES512'],
} as const

/** An algorithm that assertions can be signed with. */
export const algorithm = fitting(
  'one of RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512',
  (value): value is string => [...algorithms.RSA, ...algorithms.EC].some((name) => name === value),
)

const oneOf = (names: readonly string[]): t.Type<string> =>
  codecOf(
    fitting(`one of ${names.join(', ')}`, (value): value is string => names.some((name) => name === value)),
  )

const text = codecOf(filledText)

const common = { kid: text, d: codecOf(fitting('the private part of the key', filledText.is)) }

const jwkCodecs: Readonly<Record<string, t.Mixed>> = {
  RSA: t.type({ ...common, alg: oneOf(algorithms.RSA), n: text, e: text }),
  EC: t.type({ ...common, alg: oneOf(algorithms.EC), crv: text, x: text, y: text }),
}

const bad = (what: string): UsageError => new UsageError('invalid-options', `\`privateKey\`: ${what}`)

const readJwk = (jwk: object): SigningKey => {
  const kty = 'kty' in jwk && typeof jwk.kty === 'string' ? jwk.kty : ''
  const codec = Object.hasOwn(jwkCodecs, kty) ? jwkCodecs[kty] : undefined
  if (codec === undefined) throw bad('`kty` must be RSA or EC')
  const faults = decodingFaults(codec, jwk)
  if (faults.length > 0) throw bad(faults.join('; '))
  // A copy: what the application does with its object later does not reach the key.
  const checked = { ...jwk } as PrivateJwk
  return { alg: checked.alg, kid: checked.kid, key: { jwk: checked } }
}

const readPem = (pem: string, alg: string | undefined, kid: string | undefined): SigningKey => {
  if (!/^-----BEGIN PRIVATE KEY-----/.test(pem))
    throw bad('a PEM key must be in PKCS#8 form (BEGIN PRIVATE KEY)')
  if (alg === undefined || kid === undefined) throw bad('a PEM key needs `algorithm` and `keyId`')
  return { alg, kid, key: { pem } }
}

/**
 * Reads a private key: a JWK, the JSON text of one, or PEM text.
 *
 * @param alg - algorithm of a PEM key; a JWK brings its own
 * @param kid - key id of a PEM key; a JWK brings its own
 * @throws UsageError `invalid-options`, without any part of the key
 */
export const readPrivateKey = (source: unknown, alg?: string, kid?: string): SigningKey => {
  if (typeof source !== 'string') {
    if (typeof source === 'object' && source !== null) return readJwk(source)
    throw bad('must be a JWK, the JSON text of one, or PEM text')
  }
  const text = source.trim()
  if (text.startsWith('-----BEGIN')) return readPem(text, alg, kid)
  const json = readJson(text)
  if (typeof json !== 'object' || json === null) throw bad('neither JSON nor PEM')
  return readJwk(json)
}
