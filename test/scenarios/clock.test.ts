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

test('a clock that is set back does not make an item wait all that time for an answer that never comes', () => {
  let swallow = true
  const intercept = (message: Readonly<Record<string, unknown>>): boolean =>
    swallow && JSON.stringify(message['Key'] ?? '').includes('EUR=')
  play({ simulator: { intercept } }, ({ watch, advance, shiftClock, told }) => {
    const watched = watch('EUR=')
    advance(5 * seconds)
    const later = watch('EUR=X')
    advance(seconds)
    shiftClock(-hour)
    swallow = false
    advance(20 * seconds)
    expect(told('item.timeout').map(({ name }) => name)).toEqual(['EUR=', 'EUR=X'])
    expect([watched.live(), later.live()]).toEqual([['EUR='], ['EUR=X']])
  })
})

test('a clock that goes back a little does not end the patience with what was just asked for', () => {
  const intercept = (message: Readonly<Record<string, unknown>>): boolean =>
    JSON.stringify(message['Key'] ?? '').includes('EUR=X')
  play({ simulator: { intercept } }, ({ watch, advance, shiftClock, told }) => {
    watch('EUR=')
    // Just before the time in which that was to be answered is over, though it has been answered.
    advance(14_990)
    watch('EUR=X')
    advance(10)
    shiftClock(-600)
    advance(14 * seconds)
    expect(told('item.timeout')).toEqual([])
    advance(3 * seconds)
    expect(told('item.timeout')).toMatchObject([{ name: 'EUR=X' }])
  })
})

test('a clock that is set back while items come back does not make an outage shorter than nothing', () => {
  let swallow = false
  const intercept = (message: Readonly<Record<string, unknown>>): boolean =>
    swallow && JSON.stringify(message['Key'] ?? '').includes('EUR=')
  play({ simulator: { intercept } }, ({ simulator, watch, advance, shiftClock, told }) => {
    const watched = watch('EUR=')
    advance(seconds)
    swallow = true
    simulator.drop()
    advance(5 * seconds)
    shiftClock(-hour)
    swallow = false
    advance(20 * seconds)
    expect(told('items.recovered')).toMatchObject([{ count: 1, durationMs: 0 }])
    expect(watched.of().at(-1)).toMatchObject({ stale: false, recovered: { awayMs: 0 } })
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
