import { expect, test } from 'vitest'
import { play } from '../support/scenario.js'
import {
  connects,
  grants,
  logins,
  reissues,
  requests,
  tokenIn,
  tokenRequests,
} from '../support/scenario-received.js'

const seconds = 1_000
const hours = 3_600_000
const days = 24 * hours

test('a V2 session outlives its token for seven days with one token request, one login and no reissue', () => {
  play({ v2: {} }, ({ simulator, watch, advance, state }) => {
    const watched = watch('EUR=')
    advance(7 * days)
    expect(grants(simulator)).toEqual(['client_credentials'])
    expect(logins(simulator)).toHaveLength(1)
    expect(reissues(simulator)).toEqual([])
    expect(connects(simulator)).toHaveLength(1)
    expect(state()).toMatchObject({ status: 'ready' })
    simulator.updateItem('EUR=', { BID: 1.25 })
    advance(seconds)
    expect(watched.of('EUR=').at(-1)).toMatchObject({ type: 'update', fields: { BID: 1.25 }, stale: false })
  })
})

test('a disconnect at 1000 s of the token’s life brings no token request', () => {
  play({ v2: {} }, ({ simulator, watch, advance }) => {
    const watched = watch('EUR=')
    advance(1_000 * seconds)
    watched.mark()
    simulator.drop()
    advance(10 * seconds)
    expect(tokenRequests(simulator)).toHaveLength(1)
    const [first, second] = logins(simulator).map(tokenIn)
    expect(second).toBe(first)
    expect(watched.refreshes()).toEqual({ 'EUR=': 1 })
  })
})

test('with tokenOnReconnect fresh a disconnect brings one token request', () => {
  play({ v2: { tokenOnReconnect: 'fresh' } }, ({ simulator, watch, advance }) => {
    watch('EUR=')
    advance(1_000 * seconds)
    simulator.drop()
    advance(10 * seconds)
    expect(tokenRequests(simulator)).toHaveLength(2)
    expect(new Set(logins(simulator).map(tokenIn)).size).toBe(2)
  })
})

test.each([6_950, 7_199, 20_000])(
  'after a disconnect at %i s the token request precedes the login',
  (age) => {
    play({ v2: {} }, ({ simulator, watch, advance }) => {
      const watched = watch('EUR=')
      advance(age * seconds)
      watched.mark()
      simulator.drop()
      advance(10 * seconds)
      expect(tokenRequests(simulator)).toHaveLength(2)
      const [, login] = logins(simulator)
      expect(tokenRequests(simulator)[1]?.at).toBeLessThan(login?.at ?? 0)
      expect(login && tokenIn(login)).toBe(simulator.connections[0]?.token)
      expect(watched.refreshes()).toEqual({ 'EUR=': 1 })
    })
  },
)

test('a reused token that is refused is replaced at once and never sent again', () => {
  play({ v2: {} }, ({ simulator, watch, advance, told }) => {
    const watched = watch('EUR=')
    advance(1_000 * seconds)
    simulator.expireTokens()
    simulator.drop()
    watched.mark()
    advance(10 * seconds)
    const sent = logins(simulator).map(tokenIn)
    expect(sent).toHaveLength(3)
    expect(sent[1]).toBe(sent[0])
    expect(sent[2]).not.toBe(sent[0])
    expect(tokenRequests(simulator)).toHaveLength(2)
    // One wait for the lost connection, none for the refused token.
    expect(told('retry.scheduled').map(({ delayMs, cause }) => [cause.code, delayMs])).toEqual([
      ['connection-lost', 500],
      ['login-closed', 0],
    ])
    expect(watched.refreshes()).toEqual({ 'EUR=': 1 })
    expect(watched.errors).toEqual([])
  })
})

test('a three-hour outage costs at most one token request per token life, and retries at the cap', () => {
  play({ v2: {} }, ({ simulator, watch, advance, told }) => {
    const watched = watch('EUR=')
    advance(1_000 * seconds)
    watched.mark()
    simulator.stopAccepting({ only: 'webSocket' })
    simulator.drop()
    advance(3 * hours)
    expect(tokenRequests(simulator).length).toBeLessThanOrEqual(3)
    const delays = told('retry.scheduled').map(({ delayMs }) => delayMs)
    expect(delays.slice(0, 7)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000])
    expect(Math.max(...delays)).toBe(15_000)
    expect(delays.length).toBeGreaterThan(600)
    simulator.accept()
    advance(60 * seconds)
    expect(watched.refreshes()).toEqual({ 'EUR=': 1 })
    expect(requests(simulator).map(({ name }) => name)).toEqual(['EUR=', 'EUR='])
  })
})

test('a token service that is away during an outage is asked with growing delays, and the client returns', () => {
  play({ v2: {} }, ({ simulator, watch, advance, told }) => {
    const watched = watch('EUR=')
    advance(7_000 * seconds)
    simulator.answerTokens('refused')
    simulator.drop()
    advance(hours)
    expect(told('retry.scheduled').at(-1)?.cause.code).toBe('token-unavailable')
    const asked = tokenRequests(simulator).slice(1)
    expect(asked.length).toBeGreaterThan(100)
    expect(asked.length).toBeLessThan(300)
    simulator.clear()
    watched.mark()
    advance(60 * seconds)
    expect(watched.refreshes()).toEqual({ 'EUR=': 1 })
    expect(watched.errors).toEqual([])
  })
})
