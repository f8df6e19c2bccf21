import {
  compactVerify,
  decodeProtectedHeader,
  exportJWK,
  exportPKCS8,
  generateKeyPair,
  type CryptoKey,
  type JWK,
} from 'jose'
import { filter } from 'rxjs'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  clientCredentials,
  createConsumer,
  discover,
  type Consumer,
  type PrivateJwk,
} from '../../src/index.js'
import { createSimulator, inMemory, type Simulator } from '../../src/simulator/index.js'
import { first } from '../support/scenario-first.js'
import { urls } from '../support/scenario.js'
import { logins, tokenRequests } from '../support/scenario-received.js'

// Signing is a matter of promises, so these run in real time.

const audience = 'https://login.ciam.refinitiv.com/as/token.oauth2'

const stops: (() => unknown)[] = []
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()))
})

const stage = (keys: readonly JWK[], options: Partial<Parameters<typeof clientCredentials>[0]>) => {
  const simulator = createSimulator({
    updateRate: 0,
    clients: [{ clientId: 'client', keys: keys.map((key) => ({ ...key })) }],
  })
  const { http, webSocket } = inMemory(simulator)
  const consumer = createConsumer({
    tokens: clientCredentials({ clientId: 'client', url: urls.v2, http, ...options }),
    endpoints: discover({ url: urls.discovery, http }),
    webSocket,
    backoff: { base: 10, cap: 10 },
  })
  stops.push(
    () => consumer.close(),
    () => {
      simulator.stop()
    },
  )
  return { simulator, consumer }
}

/** The first image of an item. */
const image = (consumer: Consumer) =>
  first(consumer.item('EUR=').pipe(filter(({ type }) => type === 'refresh')))

const assertionsIn = (simulator: Simulator): readonly string[] =>
  tokenRequests(simulator).map(({ form }) => form['client_assertion'] ?? '')

describe.each(['RS256', 'PS256', 'ES256'])('%s', (alg) => {
  let publicKey: CryptoKey
  let publicJwk: JWK
  let privateJwk: PrivateJwk
  let pem: string

  beforeAll(async () => {
    const pair = await generateKeyPair(alg, { extractable: true })
    publicKey = pair.publicKey
    publicJwk = { ...(await exportJWK(pair.publicKey)), alg, kid: 'key-1' }
    privateJwk = { ...(await exportJWK(pair.privateKey)), alg, kid: 'key-1' } as PrivateJwk
    pem = await exportPKCS8(pair.privateKey)
  })

  test('a signed assertion has the header, the claims and the signature that the service checks', async () => {
    const { simulator, consumer } = stage([publicJwk], { privateKey: privateJwk })
    expect(await image(consumer)).toMatchObject({ stale: false })
    const [assertion = '', ...more] = assertionsIn(simulator)
    expect(more).toEqual([])
    expect(decodeProtectedHeader(assertion)).toEqual({ alg, kid: 'key-1', typ: 'JWT' })
    const { payload } = await compactVerify(assertion, publicKey)
    const claims = JSON.parse(new TextDecoder().decode(payload)) as Record<string, unknown>
    const now = Date.now() / 1000
    expect(claims).toMatchObject({ iss: 'client', sub: 'client', aud: audience })
    expect(claims['iat']).toBeGreaterThan(now - 10)
    expect(claims['iat']).toBeLessThanOrEqual(now)
    expect(Number(claims['exp']) - Number(claims['iat'])).toBeLessThanOrEqual(3600)
    expect(tokenRequests(simulator)[0]?.form).toMatchObject({
      grant_type: 'client_credentials',
      client_id: 'client',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    })
    expect(tokenRequests(simulator)[0]?.form).not.toHaveProperty('client_secret')
    expect(logins(simulator)).toHaveLength(1)
  })

  test('every request has an assertion of its own, those after a redirect too', async () => {
    const { simulator, consumer } = stage([publicJwk], { privateKey: privateJwk })
    const location = 'https://login.simulator.test/auth/oauth2/v2/token'
    simulator.answerTokens({ status: 307, headers: { location } }, { times: 1 })
    simulator.answerDiscovery({ status: 401 }, { times: 1 })
    expect(await image(consumer)).toMatchObject({ stale: false })
    expect(assertionsIn(simulator)).toHaveLength(3)
    expect(new Set(assertionsIn(simulator)).size).toBe(3)
    const audiences = assertionsIn(simulator).map((one) => {
      const claims = JSON.parse(Buffer.from(one.split('.')[1] ?? '', 'base64url').toString()) as {
        aud: unknown
      }
      return claims.aud
    })
    expect(new Set(audiences)).toEqual(new Set([audience]))
  })

  test('a PEM key works like the JWK', async () => {
    const { consumer } = stage([publicJwk], { privateKey: pem, algorithm: alg, keyId: 'key-1' })
    expect(await image(consumer)).toMatchObject({ stale: false })
  })

  test('a key that is not registered fails at once, and the error says what to check', async () => {
    const stranger = await generateKeyPair(alg, { extractable: true })
    const foreign = { ...(await exportJWK(stranger.publicKey)), alg, kid: 'key-1' }
    const { simulator, consumer } = stage([foreign], { privateKey: privateJwk })
    const error = await image(consumer).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'credentials-refused' })
    expect(String(error)).toContain('key-1')
    expect(String(error)).toContain(alg)
    for (const assertion of assertionsIn(simulator)) expect(String(error)).not.toContain(assertion)
    expect(tokenRequests(simulator)).toHaveLength(1)
  })
})
