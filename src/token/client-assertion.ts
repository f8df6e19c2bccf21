import { type Observable, from } from 'rxjs'
import type { SigningKey } from './private-key.js'

/** Header of a client assertion. */
export interface AssertionHeader {
  /** Algorithm that it is to be signed with. */
  readonly alg: string
  /** Id of the key, by which the token service finds the public part. */
  readonly kid: string
  /** Always a JSON Web Token. */
  readonly typ: 'JWT'
}

/** Claims of a client assertion. Times are in seconds since 1970. */
export interface AssertionClaims {
  /** Who says it: the client id. */
  readonly iss: string
  /** Who it is about: the client id again. */
  readonly sub: string
  /** Whom it is meant for: the `audience` of the options. */
  readonly aud: string
  /** When it was made, less the clock skew that the options allow. */
  readonly iat: number
  /** When it ceases to be valid. */
  readonly exp: number
  /** Makes every assertion another one. */
  readonly jti?: string
}

/** What the claims are made from. */
export interface AssertionOptions {
  readonly clientId: string
  readonly audience: string
  /** In seconds. */
  readonly assertionLifetime: number
  readonly jti: boolean
  readonly clockSkewSeconds: number
}

/**
 * The claims of one assertion.
 *
 * @param now - time in milliseconds since 1970
 */
export const assertionClaims = (options: AssertionOptions, now: number): AssertionClaims => {
  const { clientId, audience, assertionLifetime, jti, clockSkewSeconds } = options
  const iat = Math.floor(now / 1000) - clockSkewSeconds
  return {
    iss: clientId,
    sub: clientId,
    aud: audience,
    iat,
    exp: iat + assertionLifetime,
    ...(jti ? { jti: globalThis.crypto.randomUUID() } : {}),
  }
}

/**
 * Signs with package `jose`, which is loaded when the first assertion is needed. By its parts: a bundler cannot tell
 * what is used of a module that is loaded later, and all of it would be 20 kB instead of 8.
 */
export const signAssertion = (
  { alg, key }: SigningKey,
  claims: AssertionClaims,
  header: AssertionHeader,
): Observable<string> => {
  const sign = async (): Promise<string> => {
    const [{ SignJWT }, { importJWK, importPKCS8 }] = await Promise.all([
      import('jose/jwt/sign'),
      import('jose/key/import'),
    ])
    const signingKey = 'jwk' in key ? await importJWK(key.jwk, alg) : await importPKCS8(key.pem, alg)
    return new SignJWT({ ...claims }).setProtectedHeader({ ...header }).sign(signingKey)
  }
  return from(sign())
}

/** A signed assertion, and what was signed. */
export interface Assertion {
  readonly jwt: string
  readonly header: AssertionHeader
  readonly claims: AssertionClaims
}
