import { describe, expect, it } from 'vitest'
import { createSimulator } from '../../src/simulator/index.js'
import { clientForm, passwordForm, postForm, v2 } from './support.js'

describe('a client credentials grant', () => {
  it('gives a number for expires_in and no refresh token', () => {
    const { status, body } = postForm(createSimulator(), v2, clientForm)
    expect(status).toBe(200)
    expect(body).toMatchObject({ expires_in: 7199, token_type: 'Bearer' })
    expect(body).not.toHaveProperty('refresh_token')
    expect(String(body['access_token']).length).toBeGreaterThan(1000)
  })

  it.each([
    ['wrong secret', { client_secret: 'x' }],
    ['unknown client', { client_id: 'x' }],
  ])('is refused for a %s', (_, wrong) => {
    expect(postForm(createSimulator(), v2, { ...clientForm, ...wrong })).toMatchObject({
      status: 401,
      body: { error: 'invalid_client' },
    })
  })

  it('is refused for a client without a secret, whatever secret is sent', () => {
    const simulator = createSimulator({ clients: [{ clientId: 'client', keys: [] }] })
    expect(postForm(simulator, v2, clientForm).status).toBe(401)
  })

  it('does not know the password grant', () => {
    expect(postForm(createSimulator(), v2, passwordForm).body['error']).toBe('unsupported_grant_type')
  })

  it('refuses secret and assertion together', () => {
    const form = {
      ...clientForm,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: 'a.b.c',
    }
    expect(postForm(createSimulator(), v2, form)).toMatchObject({
      status: 400,
      body: { error: 'invalid_request' },
    })
  })
})
