import { expect, test } from 'vitest'
import { play } from '../support/scenario.js'
import { discoveryRequests, tokenRequests } from '../support/scenario-received.js'

const seconds = 1_000
const path = '/auth/oauth2/v1/token'

const hostsAsked = (requests: readonly { readonly url: string }[]): readonly string[] =>
  requests.map(({ url }) => new URL(url).host)

test.each([301, 302, 307, 308])('%i within the domain is followed with method and body kept', (status) => {
  play({}, ({ simulator, watch, advance }) => {
    simulator.answerTokens(
      { status, headers: { location: `https://login.simulator.test${path}` } },
      { times: 1 },
    )
    const watched = watch('EUR=')
    advance(seconds)
    const [first, second] = tokenRequests(simulator)
    expect(hostsAsked(tokenRequests(simulator))).toEqual(['api.simulator.test', 'login.simulator.test'])
    expect(second).toMatchObject({ method: 'POST', form: first?.form })
    expect(watched.live()).toEqual(['EUR='])
    // Only a permanent redirect is remembered.
    advance(250 * seconds)
    const renewedAt = status === 301 || status === 308 ? 'login.simulator.test' : 'api.simulator.test'
    expect(hostsAsked(tokenRequests(simulator)).slice(2)).toEqual([renewedAt])
  })
})

test.each([
  ['another domain', `https://simulator.evil.example${path}`],
  ['a look-alike', `https://api.simulator.test.evil.example${path}`],
  ['http:', `http://api.simulator.test${path}`],
  ['a user in front of the host', `https://api.simulator.test@evil.example${path}`],
])('a redirect to %s gets no credential and ends it', (_, location) => {
  play({}, ({ simulator, watch, advance, state }) => {
    simulator.answerTokens({ status: 307, headers: { location } })
    const watched = watch('EUR=')
    advance(60 * seconds)
    expect(hostsAsked(tokenRequests(simulator))).toEqual(['api.simulator.test'])
    expect(state()).toMatchObject({ status: 'failed', cause: { code: 'untrusted-redirect' } })
    expect(watched.errors).toHaveLength(1)
  })
})

test('a foreign host that is allowed by name is followed', () => {
  play({ v1: { allowedRedirectHosts: ['sso.example'] } }, ({ simulator, watch, advance }) => {
    simulator.answerTokens(
      { status: 307, headers: { location: `https://eu.sso.example${path}` } },
      { times: 1 },
    )
    const watched = watch('EUR=')
    advance(seconds)
    expect(hostsAsked(tokenRequests(simulator))).toEqual(['api.simulator.test', 'eu.sso.example'])
    expect(watched.live()).toEqual(['EUR='])
  })
})

test('a redirect loop is left after three hops and tried again later', () => {
  play({}, ({ simulator, watch, advance, told }) => {
    simulator.answerTokens(
      { status: 307, headers: { location: `https://api.simulator.test${path}` } },
      { times: 4 },
    )
    const watched = watch('EUR=')
    advance(100)
    expect(tokenRequests(simulator)).toHaveLength(4)
    expect(told('retry.scheduled')).toHaveLength(1)
    advance(10 * seconds)
    expect(tokenRequests(simulator)).toHaveLength(5)
    expect(watched.live()).toEqual(['EUR='])
  })
})

test('a redirect without Location is a failure that passes', () => {
  play({}, ({ simulator, watch, advance }) => {
    simulator.answerTokens({ status: 307, headers: {} }, { times: 1 })
    const watched = watch('EUR=')
    advance(10 * seconds)
    expect(watched.live()).toEqual(['EUR='])
    expect(tokenRequests(simulator)).toHaveLength(2)
  })
})

test('a relative Location is resolved against the address that was asked', () => {
  play({}, ({ simulator, watch, advance }) => {
    simulator.answerTokens({ status: 308, headers: { location: path } }, { times: 1 })
    const watched = watch('EUR=')
    advance(seconds)
    expect(hostsAsked(tokenRequests(simulator))).toEqual(['api.simulator.test', 'api.simulator.test'])
    expect(watched.live()).toEqual(['EUR='])
  })
})

test('discovery redirected to another host never sends the Bearer token there', () => {
  play({}, ({ simulator, watch, advance, state }) => {
    simulator.answerDiscovery({
      status: 302,
      headers: { location: 'https://evil.example/streaming/pricing/v1/' },
    })
    watch('EUR=')
    advance(60 * seconds)
    expect(hostsAsked(discoveryRequests(simulator))).toEqual(['api.simulator.test'])
    expect(state()).toMatchObject({ status: 'failed', cause: { code: 'untrusted-redirect' } })
  })
})
