import { map, tap } from 'rxjs'
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

test('a V1 token is renewed at 0.8 of its life and the live login reissued with Refresh:false', () => {
  play({}, ({ simulator, watch, advance, told }) => {
    const watched = watch('EUR=')
    advance(239 * seconds)
    expect(grants(simulator)).toEqual(['password'])
    expect(reissues(simulator)).toEqual([])

    advance(2 * seconds)
    const [login] = logins(simulator)
    const [reissue, ...more] = reissues(simulator)
    expect(more).toEqual([])
    expect(grants(simulator)).toEqual(['password', 'refresh_token'])
    expect(reissue?.at).toBeGreaterThanOrEqual(240 * seconds)
    expect(reissue?.connection).toBe(login?.connection)
    const expected = structuredClone(login?.message) as { Key: { Elements: Record<string, unknown> } }
    expected.Key.Elements['AuthenticationToken'] = simulator.connections[0]?.token
    expect(reissue?.message).toEqual({ ...expected, Refresh: false })
    expect(simulator.connections[0]?.token).not.toBe(login && tokenIn(login))

    // Past the life of the first token the login stands on the second one.
    advance(60 * seconds)
    expect(simulator.connections).toHaveLength(1)
    expect(told('login.reissued')).toHaveLength(1)
    expect(watched.of('EUR=')).toHaveLength(1)
  })
})

test('24 hours of V1 renewals ask for no item again, lose no connection and gather no timers', () => {
  play({ simulator: { refreshTokenLife: 48 * 3600 } }, ({ simulator, scheduler, watch, advance }) => {
    const watched = watch('EUR=', 'JPY=')
    const timers: number[] = []
    for (let hour = 0; hour < 24; hour += 1) {
      advance(hours)
      timers.push(scheduler.actions.length)
    }
    // Two more may be under way: a request and its time-out.
    expect(Math.max(...timers.slice(12))).toBeLessThanOrEqual(Math.min(...timers.slice(0, 12)) + 2)
    expect(tokenRequests(simulator).length).toBeGreaterThanOrEqual(359)
    expect(tokenRequests(simulator).length).toBeLessThanOrEqual(360)
    expect(reissues(simulator)).toHaveLength(tokenRequests(simulator).length - 1)
    const times = tokenRequests(simulator).map(({ at }) => at)
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(240 * seconds)
    expect(Math.max(...gaps)).toBeLessThan(241 * seconds)
    expect(new Set(reissues(simulator).map(tokenIn)).size).toBe(reissues(simulator).length)
    expect(reissues(simulator).every(({ message }) => message['ID'] === 1)).toBe(true)
    const positions = [...logins(simulator), ...reissues(simulator)].map(
      ({ message }) => (message as { Key: { Elements: Record<string, unknown> } }).Key.Elements['Position'],
    )
    expect(new Set(positions).size).toBe(1)
    expect(connects(simulator)).toHaveLength(1)
    expect(requests(simulator).map(({ name }) => name)).toEqual(['EUR=', 'JPY='])
    expect(watched.of()).toHaveLength(2)
    expect(watched.errors).toEqual([])
  })
})

test('a renewal whose expires_in differs is thrown away and the password brings a new pair', () => {
  // The refresh token dies at 600 s: the renewal at about 480 s tells the rest of that life.
  play({ simulator: { refreshTokenLife: 600 } }, ({ simulator, watch, advance, told }) => {
    const watched = watch('EUR=')
    advance(479 * seconds)
    expect(grants(simulator)).toEqual(['password', 'refresh_token'])
    advance(3 * seconds)
    expect(grants(simulator)).toEqual(['password', 'refresh_token', 'refresh_token', 'password'])
    expect(told('token.discarded')).toMatchObject([{ expiresIn: 120, original: 300 }])
    expect(told('token.acquired')).toHaveLength(2)

    // The server has seen the tokens of the 1st, 2nd and 4th answer; never that of the 3rd.
    const seen = [...logins(simulator), ...reissues(simulator)].map(tokenIn)
    expect(seen).toHaveLength(3)
    expect(simulator.connections[0]?.token).toBe(seen[2])
    const [, , discarded, fourth] = tokenRequests(simulator).map(({ at }) => at)
    expect((fourth ?? 0) - (discarded ?? 0)).toBeLessThan(100)

    // The next comparison is with the new original: the next renewals are good again.
    advance(300 * seconds)
    expect(grants(simulator).slice(4)).toEqual(['refresh_token'])
    expect(told('token.discarded')).toHaveLength(1)
    expect(connects(simulator)).toHaveLength(1)
    expect(watched.of()).toHaveLength(1)
  })
})

test('the token of a mismatching renewal never reaches any server', () => {
  const given: string[] = []
  play(
    {
      simulator: { refreshTokenLife: 600 },
      via: (request, onward) =>
        onward(request).pipe(
          tap(({ body }) => {
            const { access_token: token } = JSON.parse(body) as { access_token?: string }
            if (token !== undefined) given.push(token)
          }),
        ),
    },
    ({ simulator, watch, advance }) => {
      watch('EUR=')
      advance(500 * seconds)
      expect(given).toHaveLength(4)
      const said = JSON.stringify(simulator.received)
      expect(given.map((token) => said.includes(token))).toEqual([true, true, false, true])
    },
  )
})

test('a refused refresh token leads to one password grant and a reissue, and to nothing else', () => {
  play({}, ({ simulator, watch, advance }) => {
    const watched = watch('EUR=')
    advance(200 * seconds)
    simulator.refuseRefreshGrant({ times: 1 })
    advance(60 * seconds)
    expect(grants(simulator)).toEqual(['password', 'refresh_token', 'password'])
    expect(reissues(simulator)).toHaveLength(1)
    advance(240 * seconds)
    expect(grants(simulator).slice(3)).toEqual(['refresh_token'])
    expect(reissues(simulator)).toHaveLength(2)
    expect(connects(simulator)).toHaveLength(1)
    expect(watched.of()).toHaveLength(1)
  })
})

test.each([503, 500])('%i from the token service for half a minute costs no session', (status) => {
  play({}, ({ simulator, watch, advance, told }) => {
    const watched = watch('EUR=')
    advance(235 * seconds)
    simulator.answerTokens({ status })
    advance(30 * seconds)
    expect(told('token.failed').length).toBeGreaterThan(1)
    simulator.clear()
    advance(30 * seconds)
    expect(reissues(simulator)).toHaveLength(1)
    advance(60 * seconds)
    expect(connects(simulator)).toHaveLength(1)
    expect(watched.of()).toHaveLength(1)
    expect(watched.stale()).toEqual([])
  })
})

test('no new token in time: the server closes login and connection, and everything is rebuilt', () => {
  play({}, ({ simulator, watch, advance, told }) => {
    const names = ['EUR=', 'JPY=', 'GBP=']
    const watched = watch(...names)
    advance(235 * seconds)
    watched.mark()
    simulator.answerTokens({ status: 500 })
    advance(66 * seconds)
    expect(told('login.closed')).toHaveLength(1)
    expect(simulator.connections).toEqual([])
    expect(watched.stale()).toEqual(names)
    advance(120 * seconds)
    expect(watched.refreshes()).toEqual({})
    simulator.clear()
    advance(60 * seconds)
    expect(logins(simulator)).toHaveLength(2)
    expect(requests(simulator).filter(({ connection }) => connection === 2).map(({ name }) => name)).toEqual(names) // prettier-ignore
    expect(watched.refreshes()).toEqual({ 'EUR=': 1, 'JPY=': 1, 'GBP=': 1 })
    expect(watched.live()).toEqual(names)
    expect(watched.errors).toEqual([])
    expect(watched.completed()).toBe(false)
    const [recovered] = watched.of('EUR=').filter((event) => event.type === 'refresh')
    expect(recovered).toMatchObject({ solicited: true, stale: false })
    expect(recovered?.type === 'refresh' && recovered.recovered?.awayMs).toBeGreaterThan(120 * seconds)
    expect(told('items.recovered')).toMatchObject([{ count: 3 }])
  })
})

test.each(['300', 300])('expires_in as %o renews after 240 s', (expiresIn) => {
  play(
    {
      via: (request, onward) =>
        onward(request).pipe(
          map((answer) => {
            const body = JSON.parse(answer.body) as Record<string, unknown>
            if (!('expires_in' in body)) return answer
            return { ...answer, body: JSON.stringify({ ...body, expires_in: expiresIn }) }
          }),
        ),
    },
    ({ simulator, watch, advance }) => {
      watch('EUR=')
      advance(239 * seconds)
      expect(tokenRequests(simulator)).toHaveLength(1)
      advance(2 * seconds)
      expect(tokenRequests(simulator)).toHaveLength(2)
      expect(reissues(simulator)).toHaveLength(1)
      expect(grants(simulator)).toEqual(['password', 'refresh_token'])
    },
  )
})
