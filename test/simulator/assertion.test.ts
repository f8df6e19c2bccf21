import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWTPayload } from 'jose'
import { lastValueFrom } from 'rxjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { createSimulator } from '../../src/simulator/index.js'
import { v2 } from './support.js'

const audience = 'https://login.ciam.refinitiv.com/as/token.oauth2'
let key: CryptoKey
let foreign: CryptoKey
let publicKey: Readonly<Record<string, unknown>>

beforeAll(async () => {
  const pair = await generateKeyPair('ES256')
  key = pair.privateKey
  publicKey = { ...(await exportJWK(pair.publicKey)), alg: 'ES256', kid: 'k1' }
  foreign = (await generateKeyPair('ES256')).privateKey
})

const seconds = (): number => Math.floor(Date.now() / 1000)

const claims = (): JWTPayload => ({
  iss: 'client',
  sub: 'client',
  aud: audience,
  iat: seconds(),
  exp: seconds() + 300,
})

const ask = async (
  payload: JWTPayload,
  header: Record<string, unknown> = {},
  signer: CryptoKey = key,
): Promise<{ status: number; body: Record<string, unknown> }> => {
  const assertion = await new SignJWT(payload)
    .setProtectedHeader({ alg: 'ES256', kid: 'k1', typ: 'JWT', ...header })
    .sign(signer)
  const { status, body } = await lastValueFrom(
    createSimulator({ clients: [{ clientId: 'client', keys: [publicKey] }] }).http({
      method: 'POST',
      url: `https://api.simulator.test${v2}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: 'client',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: assertion,
        scope: 'trapi.streaming.pricing.read',
      }).toString(),
    }),
    { defaultValue: { status: 0, headers: {}, body: '{}' } },
  )
  return { status, body: JSON.parse(body) as Record<string, unknown> }
}

describe('a signed assertion', () => {
  it('brings a token when everything is right', async () => {
    expect(await ask(claims())).toMatchObject({ status: 200, body: { expires_in: 7199 } })
  })

  it.each<[string, () => JWTPayload]>([
    ['issuer', () => ({ ...claims(), iss: 'x' })],
    ['subject', () => ({ ...claims(), sub: 'x' })],
    ['audience', () => ({ ...claims(), aud: 'https://x.test' })],
    ['audience that is an array', () => ({ ...claims(), aud: [audience] })],
    ['expiry in the past', () => ({ ...claims(), exp: seconds() - 1 })],
    ['life over an hour', () => ({ ...claims(), exp: seconds() + 3700 })],
    ['time of issue in the future', () => ({ ...claims(), iat: seconds() + 600, exp: seconds() + 900 })],
    ['missing time of issue', () => ({ iss: 'client', sub: 'client', aud: audience, exp: seconds() + 300 })],
  ])('is refused for a wrong %s', async (_, payload) => {
    expect(await ask(payload())).toMatchObject({ status: 401, body: { error: 'invalid_client' } })
  })

  it.each([
    ['kid', { kid: 'k2' }],
    ['typ', { typ: 'at+jwt' }],
  ])('is refused for a wrong header %s', async (_, header) => {
    expect((await ask(claims(), header)).status).toBe(401)
  })

  it('is refused when another key has signed it', async () => {
    expect(await ask(claims(), {}, foreign)).toMatchObject({
      status: 401,
      body: { error_description: 'The signature does not fit the registered key.' },
    })
  })
})
