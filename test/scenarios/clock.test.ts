import { delay } from 'rxjs'
import { expect, test } from 'vitest'
import { play } from '../support/scenario.js'
import { connects, grants, logins, reissues, tokenIn, tokenRequests } from '../support/scenario-received.js'

const seconds = 1_000
const hour = 3_600_000

test('after an hour of sleep a V1 token is renewed at once, and a session that is gone is rebuilt', () => {
  play({}, ({ simulator, watch, advance, shiftClock }) => {
    const watched = watch('EUR=')
    advance(100 * seconds)
    // The machine slept: the clock went on, its timers did not, and the server has ended everything.
    shiftClock(hour)
    simulator.expireTokens()
    simulator.refuseRefreshGrant()
    watched.mark()
    advance(60 * seconds)
    expect(connects(simulator)).toHaveLength(2)
    expect(grants(simulator).at(-1)).toBe('password')
    const [first, second] = logins(simulator).map(tokenIn)
    expect(second).not.toBe(first)
    expect(watched.refreshes()).toEqual({ 'EUR=': 1 })
    expect(watched.errors).toEqual([])
  })
})

test('after a sleep that the session survived the due renewal is made at once', () => {
  play({}, ({ simulator, watch, advance, shiftClock }) => {
    const watched = watch('EUR=')
    advance(100 * seconds)
    shiftClock(145 * seconds)
    advance(16 * seconds)
    expect(grants(simulator)).toEqual(['password', 'refresh_token'])
    expect(reissues(simulator)).toHaveLength(1)
    expect(connects(simulator)).toHaveLength(1)
    expect(watched.of()).toHaveLength(1)
  })
})

test('after an hour of sleep a V2 session whose socket is alive stays as it is', () => {
  play({ v2: {} }, ({ simulator, watch, advance, shiftClock, state }) => {
    const watched = watch('EUR=')
    advance(100 * seconds)
    shiftClock(hour)
    advance(hour)
    expect(connects(simulator)).toHaveLength(1)
    expect(tokenRequests(simulator)).toHaveLength(1)
    expect(state()).toMatchObject({ status: 'ready' })
    expect(watched.of()).toHaveLength(1)
  })
})

test('a clock that is set back neither floods the token service nor lets the token die', () => {
  play({}, ({ simulator, watch, advance, shiftClock }) => {
    const watched = watch('EUR=')
    advance(100 * seconds)
    shiftClock(-10 * hour)
    advance(hour)
    expect(connects(simulator)).toHaveLength(1)
    expect(tokenRequests(simulator).length).toBeGreaterThanOrEqual(14)
    expect(tokenRequests(simulator).length).toBeLessThanOrEqual(20)
    expect(watched.of()).toHaveLength(1)
  })
})

test('a renewal that is answered between two sessions is what the next login carries, without a reissue', () => {
  let slow = false
  play(
    { via: (request, onward) => (slow ? onward(request).pipe(delay(200)) : onward(request)) },
    ({ simulator, watch, advance }) => {
      const watched = watch('EUR=')
      advance(239.9 * seconds)
      slow = true
      advance(200)
      expect(grants(simulator)).toEqual(['password', 'refresh_token'])
      // The socket goes while the answer is under way; the next attempt is half a second away.
      simulator.drop()
      advance(100)
      expect(simulator.connections).toEqual([])
      advance(10 * seconds)
      expect(grants(simulator)).toEqual(['password', 'refresh_token'])
      expect(logins(simulator)).toHaveLength(2)
      const [first, second] = logins(simulator).map(tokenIn)
      expect(second).not.toBe(first)
      expect(simulator.connections[0]?.token).toBe(second)
      expect(reissues(simulator)).toEqual([])
      expect(watched.live()).toEqual(['EUR='])
    },
  )
})

test('a renewal that is answered while the login is under way is reissued once, after the login answer', () => {
  play({}, ({ simulator, watch, advance }) => {
    watch('EUR=')
    advance(235 * seconds)
    simulator.delayLogin(8 * seconds)
    simulator.drop()
    advance(30 * seconds)
    expect(logins(simulator)).toHaveLength(2)
    expect(reissues(simulator)).toHaveLength(1)
    const [reissue] = reissues(simulator)
    expect(reissue && reissue.at - (logins(simulator)[1]?.at ?? 0)).toBeGreaterThanOrEqual(8 * seconds)
    expect(simulator.connections[0]?.token).toBe(reissue && tokenIn(reissue))
  })
})
