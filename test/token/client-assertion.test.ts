import { exportJWK, exportPKCS8, generateKeyPair, jwtVerify, type CryptoKey } from 'jose'
import { firstValueFrom, of } from 'rxjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { clientCredentials, type ClientCredentialsOptions } from '../../src/token/client-credentials.js'
import type { PrivateJwk } from '../../src/token/private-key.js'
import { fakeHttp, json } from '../support/fake-http.js'
import { inVirtualTime, watch } from '../support/virtual.js'
import { mark, refusal } from './support.js'

const algorithms = ['RS256', 'PS512', 'ES256', 'ES384', 'ES512'] as const
const keys = new Map<string, { jwk: PrivateJwk; pem: string; publicKey: CryptoKey }>()

beforeAll(async () => {
  for (const alg of algorithms) {
    const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
    const jwk = { ...(await exportJWK(privateKey)), alg, kid: `kid-${alg}` } as PrivateJwk
    keys.set(alg, { jwk, pem: await exportPKCS8(privateKey), publicKey })
  }
}, 60_000)

const answers = () => fakeHttp((_, index) => json(200, { access_token: `t${index}`, expires_in: 7199 }))

const assertionBy = async (options: Omit<ClientCredentialsOptions, 'clientId'>): Promise<string> => {
  const fake = answers()
  await firstValueFrom(clientCredentials({ clientId: 'service', http: fake.http, ...options }).token$, {
    defaultValue: undefined,
  })
  expect(fake.form(0)).toMatchObject({
    grant_type: 'client_credentials',
    client_id: 'service',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  })
  expect(fake.form(0)).not.toHaveProperty('client_secret')
  return fake.form(0).client_assertion!
}

describe('an assertion', () => {
  it.each(algorithms)('signed with %s is verified by the public key, from JWK, text and PEM', async (alg) => {
    const { jwk, pem, publicKey } = keys.get(alg)!
    const forms: Omit<ClientCredentialsOptions, 'clientId'>[] = [
      { privateKey: jwk },
      { privateKey: ` ${JSON.stringify(jwk)}\n` },
      { privateKey: pem, algorithm: alg, keyId: `kid-${alg}` },
      { privateKey: () => Promise.resolve(jwk) },
    ]
    for (const form of forms) {
      const { payload, protectedHeader } = await jwtVerify(await assertionBy(form), publicKey)
      expect(protectedHeader).toEqual({ alg, kid: `kid-${alg}`, typ: 'JWT' })
      expect(payload).toMatchObject({
        iss: 'service',
        sub: 'service',
        aud: 'https://login.ciam.refinitiv.com/as/token.oauth2',
        jti: expect.any(String) as unknown,
      })
      expect(payload.exp! - payload.iat!).toBe(300)
    }
  })

  it('takes audience, life, skew and jti from the options', async () => {
    const { jwk, publicKey } = keys.get('ES256')!
    const jwt = await assertionBy({
      privateKey: jwk,
      audience: 'https://other/',
      assertionLifetime: 900,
      clockSkewSeconds: 30,
      jti: false,
      clock: () => 1_000_000_500,
    })
    const { payload } = await jwtVerify(jwt, publicKey, { currentDate: new Date(1_000_000_000) })
    expect(payload).toEqual({
      iss: 'service',
      sub: 'service',
      aud: 'https://other/',
      iat: 999_970,
      exp: 1_000_870,
    })
  })

  it('is another one for each request', async () => {
    const { jwk } = keys.get('ES256')!
    expect(await assertionBy({ privateKey: jwk })).not.toBe(await assertionBy({ privateKey: jwk }))
  })

  it('that is refused comes with a checklist, and without itself', () => {
    const jwt = `aaaa.${mark}.cccc`
    const fake = fakeHttp(() => ({
      ...refusal(401, 'invalid_client', `bad assertion ${jwt} part ${mark}`),
      headers: { date: 'Thu, 01 Jan 1970 00:10:00 GMT' },
    }))
    inVirtualTime(() => {
      const source = clientCredentials({
        clientId: 'service',
        http: fake.http,
        sign: () => of(jwt),
        algorithm: 'PS256',
        keyId: 'key-7', // prettier-ignore
      })
      const text = String(watch(source.token$).error)
      for (const part of ['invalid_client', 'service', 'key-7', 'PS256', 'token.oauth2', '600 s'])
        expect(text).toContain(part)
      expect(text).not.toContain(mark)
    })
  })

  it.each([
    () => of('not a jwt'),
    () => of(undefined as unknown as string),
    () => {
      throw new Error(mark)
    },
  ])(
    // prettier-ignore
    'from a signer that fails is an error of the callback',
    (sign) => {
      const source = clientCredentials({
        clientId: 'c',
        http: answers().http,
        sign,
        algorithm: 'ES256',
        keyId: 'k',
      })
      const { error } = watch(source.token$)
      expect(error).toMatchObject({ code: 'credentials-callback' })
      expect(String(error)).not.toContain(mark)
    },
  )

  it('a key with damaged numbers is told when it is used, without any part of it', async () => {
    const jwk = { ...keys.get('ES256')!.jwk, d: mark }
    const source = clientCredentials({ clientId: 'c', http: answers().http, privateKey: jwk })
    const error = await firstValueFrom(source.token$, { defaultValue: undefined }).catch(
      (reason: unknown) => reason,
    )
    expect(error).toMatchObject({ code: 'invalid-options' })
    expect(String(error)).not.toContain(mark)
  })
})

describe('a key that cannot sign is refused where it is given', () => {
  const good = { kty: 'EC', alg: 'ES256', kid: 'k', crv: 'P-256', x: 'x', y: 'y', d: mark }
  it.each([
    ['no alg', { ...good, alg: undefined }],
    ['no kid', { ...good, kid: undefined }],
    ['an empty kid', { ...good, kid: '' }],
    ['a public key', { ...good, d: undefined }],
    ['a symmetric key', { kty: 'oct', alg: 'HS256', kid: 'k', k: mark }],
    ['HS256 on an EC key', { ...good, alg: 'HS256' }],
    ['none', { ...good, alg: 'none' }],
    ['RS256 on an EC key', { ...good, alg: 'RS256' }],
    ['an unknown kind', { ...good, kty: 'constructor' }],
    ['not JSON', `{ ${mark}`],
    ['a JSON number', '7'],
    ['PKCS#1', `-----BEGIN RSA PRIVATE KEY-----\n${mark}`],
    ['a public PEM', `-----BEGIN PUBLIC KEY-----\n${mark}`],
    ['an encrypted PEM', `-----BEGIN ENCRYPTED PRIVATE KEY-----\n${mark}`],
    ['PEM without algorithm', `-----BEGIN PRIVATE KEY-----\n${mark}`],
  ])('%s', (_, privateKey) => {
    const make = (): unknown => clientCredentials({ clientId: 'c', privateKey: privateKey as PrivateJwk })
    expect(make).toThrow(expect.objectContaining({ code: 'invalid-options' }))
    expect(make).not.toThrow(mark)
  })

  it('no secret, no key and no signer', () => {
    expect(() => clientCredentials({ clientId: 'c' })).toThrow(/clientSecret/)
    expect(() => clientCredentials({ clientId: 'c', sign: () => of('') })).toThrow(/keyId/)
  })
})
