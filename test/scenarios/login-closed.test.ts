import { expect, test } from 'vitest'
import { play } from '../support/scenario.js'
import { connects, grants, logins, requests, tokenIn, tokenRequests } from '../support/scenario-received.js'

const seconds = 1_000
const minutes = 60_000

const thousand = Array.from({ length: 1000 }, (_, index) => `ITEM${index}.N`)

test('a login closed in mid-session with 1000 items brings every item back once', () => {
  play({}, ({ simulator, watch, advance, told }) => {
    const watched = watch(...thousand)
    advance(100 * seconds)
    expect(watched.live()).toHaveLength(1000)
    watched.mark()
    simulator.closeLogin({ thenClose: false })
    advance(20)
    expect(watched.stale()).toHaveLength(1000)
    // The client itself closes the socket that has no login any more.
    expect(simulator.connections).toHaveLength(0)
    advance(30 * seconds)
    expect(connects(simulator)).toHaveLength(2)
    expect(logins(simulator)).toHaveLength(2)
    const [before, after] = logins(simulator).map(tokenIn)
    expect(after).not.toBe(before)
    const again = requests(simulator).filter(({ connection }) => connection === 2)
    expect(again.map(({ name }) => name)).toEqual(thousand)
    expect(new Set(again.map(({ id }) => id)).size).toBe(1000)
    expect(watched.refreshes()).toEqual(Object.fromEntries(thousand.map((name) => [name, 1])))
    expect(watched.live()).toHaveLength(1000)
    expect(watched.errors).toEqual([])
    expect(watched.completed()).toBe(false)
    expect(told('items.recovered')).toMatchObject([{ count: 1000 }])
  })
})

test('403 on renewal stops all token requests; the session streams on until the server ends it, then fails', () => {
  play({}, ({ simulator, watch, advance, told, state }) => {
    const watched = watch('EUR=', 'JPY=')
    advance(235 * seconds)
    simulator.answerTokens({ status: 403 })
    advance(10 * seconds)
    expect(told('token.stopped')).toHaveLength(1)
    expect(grants(simulator)).toEqual(['password', 'refresh_token'])
    simulator.clear()
    simulator.updateItem('EUR=')
    advance(50 * seconds)
    expect(watched.of('EUR=').at(-1)).toMatchObject({ type: 'update', stale: false })
    expect(grants(simulator)).toEqual(['password', 'refresh_token'])

    // At 300 s the server closes the login, and there is nothing more to be done.
    advance(10 * seconds)
    expect(state()).toMatchObject({ status: 'failed', cause: { code: 'token-stopped' } })
    expect(watched.errors).toMatchObject([{ code: 'token-stopped', status: 403 }])
    expect(told('consumer.failed')).toHaveLength(1)
    advance(30 * minutes)
    expect(grants(simulator)).toEqual(['password', 'refresh_token'])
    expect(simulator.connections).toEqual([])
  })
})

test('a login lost while the token service is stopped for good fails at once', () => {
  play({}, ({ simulator, watch, advance, state }) => {
    watch('EUR=')
    advance(235 * seconds)
    simulator.answerTokens({ status: 451 }, { times: 1 })
    advance(10 * seconds)
    simulator.closeLogin()
    advance(10 * seconds)
    expect(state()).toMatchObject({ status: 'failed', cause: { code: 'token-stopped' } })
    expect(tokenRequests(simulator)).toHaveLength(2)
  })
})

const refusals = [
  { code: 'NotEntitled', text: 'Force Logout from DACS.' },
  { code: 'UsageError', text: 'Login rejected. Already pending login.' },
  { code: 'ExceededMaxMountsPerUser', text: 'Maximum number of logins reached.' },
  { code: 'MaxLoginsReached', text: 'Maximum number of logins reached.' },
  { code: 'NotEntitled', text: 'Force Logout from DACS.' },
] as const

test.each(['v1', 'v2'] as const)(
  '%s: a forced logout and a server away for 45 minutes end by themselves',
  (kind) => {
    play({ [kind]: {} }, ({ simulator, watch, advance, told, state }) => {
      const watched = watch('EUR=', 'JPY=')
      advance(100 * seconds)
      watched.mark()
      simulator.closeLogin({ code: 'NotEntitled', text: 'Force Logout from DACS.' })
      simulator.refuseLogins(1000, refusals[0])
      refusals.forEach((refusal, index) => {
        advance(4 * minutes)
        // In between nobody listens at all.
        if (index === 2) simulator.stopAccepting({ only: 'webSocket' })
        advance(5 * minutes)
        simulator.accept()
        simulator.refuseLogins(1000, refusal)
      })
      expect(watched.stale()).toEqual(['EUR=', 'JPY='])
      expect(watched.errors).toEqual([])
      const delays = told('retry.scheduled').map(({ delayMs }) => delayMs)
      expect(delays[0]).toBeGreaterThanOrEqual(5 * seconds)
      expect(delays[0]).toBeLessThanOrEqual(15 * seconds)
      // A server that refuses is left alone for longer and longer, up to five minutes with the jitter of this test.
      expect(delays.at(-1)).toBe(5 * minutes)
      expect(logins(simulator).length).toBeLessThan(20)
      simulator.clear()
      advance(11 * minutes)
      expect(state()).toMatchObject({ status: 'ready' })
      expect(watched.refreshes()).toEqual({ 'EUR=': 1, 'JPY=': 1 })
      expect(watched.live()).toEqual(['EUR=', 'JPY='])
    })
  },
)

test('a login closed with ClosedRecover is made again on the next endpoint', () => {
  play({}, ({ simulator, network, watch, advance }) => {
    const watched = watch('EUR=')
    advance(10 * seconds)
    watched.mark()
    simulator.closeRecoverLogin()
    advance(10 * seconds)
    expect(network.connects).toHaveLength(2)
    expect(network.connects[1]).not.toBe(network.connects[0])
    expect(watched.refreshes()).toEqual({ 'EUR=': 1 })
  })
})

test('a suspect login touches no item and no connection', () => {
  play({}, ({ simulator, watch, advance, state, told }) => {
    const watched = watch('EUR=')
    advance(10 * seconds)
    simulator.suspendLogin({ text: 'Upstream connection lost.' })
    advance(10 * seconds)
    expect(state()).toMatchObject({ status: 'ready', suspect: { data: 'Suspect' } })
    expect(watched.stale()).toEqual([])
    simulator.restoreLogin()
    advance(10 * seconds)
    expect(state()).toMatchObject({ status: 'ready' })
    expect('suspect' in state()).toBe(false)
    expect(told('login.state')).toHaveLength(2)
    expect(requests(simulator)).toHaveLength(1)
    expect(connects(simulator)).toHaveLength(1)
  })
})

test('a refused reissue ends the session, and a new token rebuilds it', () => {
  play({}, ({ simulator, watch, advance }) => {
    const watched = watch('EUR=')
    advance(200 * seconds)
    watched.mark()
    simulator.refuseReissue({ times: 1 })
    advance(70 * seconds)
    const [first, second] = logins(simulator)
    expect(logins(simulator)).toHaveLength(2)
    expect(second && tokenIn(second)).not.toBe(first && tokenIn(first))
    expect(watched.refreshes()).toEqual({ 'EUR=': 1 })
    expect(watched.errors).toEqual([])
  })
})

test('a server that accepts logins and cuts the connection at once is left alone for longer and longer', () => {
  play({ v2: {} }, ({ simulator, watch, advance, state, told }) => {
    const watched = watch('EUR=')
    const ready = (): void => {
      for (let left = 100_000; left > 0 && state().status !== 'ready'; left -= 1) advance(1)
    }
    for (let times = 0; times < 8; times += 1) {
      ready()
      advance(seconds)
      simulator.drop()
      advance(10)
    }
    const delays = (): readonly number[] => told('retry.scheduled').map(({ delayMs }) => delayMs)
    expect(delays()).toEqual([500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000])

    // A session that lasts is a new beginning.
    ready()
    advance(11 * seconds)
    simulator.drop()
    advance(10)
    expect(delays().at(-1)).toBe(500)
    expect(watched.errors).toEqual([])
  })
})
