import { describe, expect, it, test } from 'vitest'
import { createConsumer, UsageError, type ConsumerOptions } from '../../src/index.js'
import { inMemory } from '../../src/simulator/index.js'
import { observe } from '../support/observe.js'
import { heard, logins } from '../support/scenario-received.js'
import { play, urls, type Stage } from '../support/scenario.js'

const seconds = 1_000

const endpoints = 'wss://us-east-1.simulator.test/WebSocket'

/** A consumer whose WebSockets bring a cookie with a token of the simulator, or another one. */
const withCookies = (stage: Stage, value?: string): Stage['consumer'] => {
  const { network, simulator, another, advance } = stage
  let token = value ?? ''
  if (value === undefined) {
    const body = 'grant_type=client_credentials&client_id=client&client_secret=secret'
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    network.http({ method: 'POST', url: urls.v2, headers, body }).subscribe(({ body: answer }) => {
      token = (JSON.parse(answer) as { access_token: string }).access_token
    })
    advance(100)
  }
  const headers = { cookie: `AuthToken=${token}; position=10.1.1.1/net; applicationId=256` }
  const options = {
    endpoints,
    login: { fromCookies: true },
    webSocket: inMemory(simulator, { headers }).webSocket,
  }
  // The tokens of the scenario are no part of this.
  return another({ ...options, tokens: undefined } as unknown as Partial<ConsumerOptions>)
}

describe('a login from cookies', () => {
  test('sends no login, streams, posts on its stream, and logs out of it', () => {
    play({ simulator: { cookieLogin: true } }, (stage) => {
      const { simulator, advance } = stage
      const consumer = withCookies(stage)
      const item = observe(consumer.item('EUR='))
      const posted = observe(consumer.post({ name: 'JPY=', fields: { BID: 1 } }))
      advance(2 * seconds)
      expect(item.values.at(-1)).toMatchObject({ type: 'refresh', stale: false })
      expect(posted.completions).toBe(1)
      expect(logins(simulator)).toEqual([])
      void consumer.close()
      advance(3 * seconds)
      const sent = heard(simulator).map(({ message }) => message)
      expect(sent).toContainEqual(expect.objectContaining({ ID: -1, Type: 'Post' }))
      expect(sent.at(-1)).toEqual({ ID: -1, Type: 'Close', Domain: 'Login' })
    })
  })

  test('is made again by the server on the next connection', () => {
    play({ simulator: { cookieLogin: true } }, (stage) => {
      const consumer = withCookies(stage)
      const item = observe(consumer.item('EUR='))
      stage.advance(2 * seconds)
      stage.simulator.drop()
      stage.advance(30 * seconds)
      expect(item.values.filter(({ type }) => type === 'refresh')).toHaveLength(2)
      expect(logins(stage.simulator)).toEqual([])
    })
  })

  test('that the server refuses fails with its reason, before the time-out', () => {
    play({ simulator: { cookieLogin: true } }, (stage) => {
      const consumer = withCookies(stage, 'not-a-token')
      const states = observe(consumer.state$)
      observe(consumer.item('EUR='))
      stage.advance(2 * seconds)
      expect(states.values.at(-1)).toMatchObject({
        status: 'waiting',
        cause: { code: 'login-closed', state: { text: 'Login Denied:Failed to validate sso token' } },
      })
    })
  })

  test('that the server does not make is given up in time, again and again', () => {
    play({}, (stage) => {
      const consumer = withCookies(stage)
      const causes: unknown[] = []
      consumer.events$.subscribe((event) => {
        if (event.event === 'retry.scheduled') causes.push(event.cause)
      })
      observe(consumer.item('EUR='))
      stage.advance(40 * seconds)
      expect(causes.length).toBeGreaterThan(1)
      expect(causes).toEqual(causes.map(() => expect.objectContaining({ code: 'login-timeout' }) as unknown))
      expect(logins(stage.simulator)).toEqual([])
    })
  })

  it('is refused over a network in the clear, like any token', () => {
    const consumer = createConsumer({ endpoints: 'ws://ads.example.test', login: { fromCookies: true } })
    const item = observe(consumer.item('EUR='))
    expect(item.error).toMatchObject({ code: 'insecure-transport' })
  })

  it('excludes a name and tokens', () => {
    const wrong = { endpoints: 'localhost', login: { fromCookies: true, name: 'user' } }
    expect(() => createConsumer(wrong)).toThrow(UsageError)
    expect(() => createConsumer({ endpoints: 'localhost', login: { fromCookies: false } })).toThrow(
      /login.name/,
    )
    expect(() => createConsumer({ endpoints: 'localhost', login: { fromCookies: true } })).not.toThrow()
  })
})
