import { describe, expect, it } from 'vitest'
import { createSimulator } from '../../src/simulator/index.js'
import { passwordForm, postForm, simulate, v1 } from './support.js'

const refreshForm = (token: unknown) => ({
  grant_type: 'refresh_token',
  refresh_token: String(token),
  username: 'user',
  client_id: 'app',
})

describe('a password grant', () => {
  it('gives text for expires_in, as V1 does', () => {
    const { status, body } = postForm(createSimulator(), v1, passwordForm)
    expect(status).toBe(200)
    expect(body).toMatchObject({ expires_in: '300', token_type: 'Bearer', scope: passwordForm.scope })
    expect(body['access_token']).not.toBe(body['refresh_token'])
  })

  it.each([
    ['wrong password', { password: 'x' }],
    ['unknown user', { username: 'x' }],
    ['unknown AppKey', { client_id: 'x' }],
  ])('is denied for a %s', (_, wrong) => {
    const { status, body } = postForm(createSimulator(), v1, { ...passwordForm, ...wrong })
    expect(status).toBe(400)
    expect(body).toMatchObject({ error: 'access_denied', error_uri: '' })
  })

  it.each(['username', 'password', 'client_id', 'grant_type'])('is invalid without %s', (name) => {
    const form = Object.fromEntries(Object.entries(passwordForm).filter(([key]) => key !== name))
    expect(postForm(createSimulator(), v1, form)).toMatchObject({
      status: 400,
      body: { error: 'invalid_request' },
    })
  })

  it('is invalid for a scope that there is not', () => {
    const answer = postForm(createSimulator(), v1, { ...passwordForm, scope: 'everything' })
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_scope' } })
  })

  it('locks the account after five wrong passwords, the right one included', () => {
    const simulator = createSimulator({ lockAfter: 5 })
    const texts = Array.from({ length: 5 }, () => postForm(simulator, v1, { ...passwordForm, password: 'x' }))
    expect(texts[3]!.body['error_description']).toBe('Invalid username or password.')
    expect(texts[4]!.body['error_description']).toMatch(/^Account locked out/)
    expect(postForm(simulator, v1, passwordForm)).toMatchObject({
      status: 400,
      body: { error: 'access_denied' },
    })
  })

  it('is refused while another session is signed on and exclusive sign-on was not asked for', () => {
    const simulator = createSimulator()
    const polite = { ...passwordForm, takeExclusiveSignOnControl: 'false' }
    expect(postForm(simulator, v1, polite).status).toBe(200)
    expect(postForm(simulator, v1, polite)).toMatchObject({
      status: 400,
      body: { error: 'access_denied', error_description: 'Session quota is reached.' },
    })
  })

  it('evicts the other session, whose refresh token is then worthless', () => {
    const simulator = createSimulator()
    const first = postForm(simulator, v1, passwordForm)
    const second = postForm(simulator, v1, { ...passwordForm, takeExclusiveSignOnControl: 'True' })
    expect(postForm(simulator, v1, refreshForm(first.body['refresh_token']))).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    })
    expect(postForm(simulator, v1, refreshForm(second.body['refresh_token'])).status).toBe(200)
  })

  it('changes the password with newPassword', () => {
    const simulator = createSimulator()
    expect(postForm(simulator, v1, { ...passwordForm, newPassword: 'other' }).status).toBe(200)
    expect(postForm(simulator, v1, passwordForm).status).toBe(400)
    expect(postForm(simulator, v1, { ...passwordForm, password: 'other' }).status).toBe(200)
  })
})

describe('a refresh grant', () => {
  it('uses up its refresh token', () => {
    const simulator = createSimulator()
    const { body } = postForm(simulator, v1, passwordForm)
    const next = postForm(simulator, v1, refreshForm(body['refresh_token']))
    expect(next).toMatchObject({ status: 200, body: { expires_in: '300' } })
    expect(next.body['refresh_token']).not.toBe(body['refresh_token'])
    expect(postForm(simulator, v1, refreshForm(body['refresh_token']))).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    })
  })

  it.each([
    ['another user', { username: 'x' }],
    ['another AppKey', { client_id: 'x' }],
    ['a made-up token', { refresh_token: 'x' }],
  ])('is refused for %s', (_, wrong) => {
    const simulator = createSimulator()
    const { body } = postForm(simulator, v1, passwordForm)
    expect(postForm(simulator, v1, { ...refreshForm(body['refresh_token']), ...wrong })).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    })
  })

  it('tells a shorter life near the end of the refresh token, whose life no refresh extends', () => {
    simulate({ accessTokenLife: 300, refreshTokenLife: 600 }, ({ simulator, at }) => {
      let token: unknown
      at(0, () => (token = postForm(simulator, v1, passwordForm).body['refresh_token']))
      at(240_000, () => {
        const { body } = postForm(simulator, v1, refreshForm(token))
        expect(body['expires_in']).toBe('300')
        token = body['refresh_token']
      })
      at(480_000, () => {
        const { body } = postForm(simulator, v1, refreshForm(token))
        expect(body['expires_in']).toBe('120')
        token = body['refresh_token']
      })
      at(600_000, () => {
        expect(postForm(simulator, v1, refreshForm(token)).status).toBe(400)
      })
    })
  })
})

describe('the token service', () => {
  it('refuses other methods, content types, grants and paths', () => {
    const simulator = createSimulator()
    expect(postForm(simulator, v1, passwordForm, { method: 'PUT' })).toMatchObject({
      status: 405,
      headers: { allow: 'POST' },
    })
    expect(postForm(simulator, v1, passwordForm, { type: 'application/json' }).status).toBe(415)
    expect(postForm(simulator, v1, { grant_type: 'client_credentials' }).body['error']).toBe(
      'unsupported_grant_type',
    )
    expect(postForm(simulator, '/auth/oauth2/v3/token', passwordForm).status).toBe(404)
  })

  it('keeps forms in received, with the status of the answer', () => {
    const simulator = createSimulator()
    postForm(simulator, v1, passwordForm)
    expect(simulator.received).toMatchObject([
      { kind: 'http', method: 'POST', form: passwordForm, status: 200 },
    ])
  })
})
