import { expect, test } from 'vitest'
import { play } from '../support/scenario.js'
import { connects, grants, logins, reissues } from '../support/scenario-received.js'

const seconds = 1_000

test('a server that wants tokens more often than they run out closes the login, or is told too much', () => {
  play({ simulator: { reissueWithin: 60 } }, ({ simulator, watch, advance, told }) => {
    const watched = watch('EUR=')
    advance(3_600 * seconds)
    expect(connects(simulator)).toHaveLength(1)
    expect(watched.of('EUR=')).toHaveLength(1)
    const [accepted] = told('login.accepted')
    expect(accepted?.reissueBy).toBeGreaterThanOrEqual(accepted!.at + 59 * seconds)
    // Every 48 seconds, and each reissue asks by when the next one is wanted.
    expect(logins(simulator).length).toBeGreaterThanOrEqual(73)
    expect(logins(simulator).length).toBeLessThanOrEqual(76)
    expect(told('login.reissued')).toHaveLength(logins(simulator).length - 1)
    expect(reissues(simulator)).toEqual([])
    // Its answers are no news.
    expect(told('login.state')).toEqual([])
    expect(told('login.closed')).toEqual([])
    expect(new Set(grants(simulator).slice(1))).toEqual(new Set(['refresh_token']))
  })
})

test('where tokens are not renewed, the session is not made anew when the server ends it', () => {
  play({ simulator: { reissueWithin: 60 }, v2: {} }, ({ simulator, watch, advance, told }) => {
    const watched = watch('EUR=')
    advance(70 * seconds)
    expect(told('login.closed')).toHaveLength(1)
    expect(connects(simulator)).toHaveLength(2)
    expect(watched.of('EUR=').at(-1)).toMatchObject({ stale: false })
  })
})
