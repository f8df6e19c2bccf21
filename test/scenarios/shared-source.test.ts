import { Observable } from 'rxjs'
import { expect, test } from 'vitest'
import type { ItemEvent } from '../../src/index.js'
import { play } from '../support/scenario.js'
import { watch as observe } from '../support/scenario-watch.js'
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

test('two consumers on one token source: one request under way, one renewal, two reissues', () => {
  play({}, ({ simulator, another, consumer, advance }) => {
    const second = another({ endpoints: 'other.simulator.test' })
    const watched = [observe(consumer.items(['EUR='])), observe(second.items(['EUR=']))]
    advance(seconds)
    expect(tokenRequests(simulator)).toHaveLength(1)
    expect(new Set(logins(simulator).map(tokenIn)).size).toBe(1)
    expect(simulator.connections).toHaveLength(2)
    advance(245 * seconds)
    expect(grants(simulator)).toEqual(['password', 'refresh_token'])
    expect(
      reissues(simulator)
        .map(({ connection }) => connection)
        .sort(),
    ).toEqual([1, 2])
    expect(new Set(reissues(simulator).map(tokenIn)).size).toBe(1)
    for (const each of watched) expect(each.of('EUR=')).toHaveLength(1)
  })
})

test('a lost connection of one consumer touches neither the other nor the token', () => {
  play({}, ({ simulator, another, consumer, advance }) => {
    const second = another({ endpoints: 'other.simulator.test' })
    const [first, other] = [observe(consumer.items(['EUR='])), observe(second.items(['EUR=']))]
    advance(10 * seconds)
    simulator.drop({ connection: 1 })
    advance(10 * seconds)
    expect(connects(simulator)).toHaveLength(3)
    expect(tokenRequests(simulator)).toHaveLength(1)
    expect([first.of('EUR=').length, other.of('EUR=').length].sort()).toEqual([1, 3])
  })
})

test('closing one of two consumers leaves the renewal to the other', () => {
  play({}, ({ simulator, another, consumer, advance }) => {
    const second = another({ endpoints: 'other.simulator.test' })
    consumer.item('EUR=').subscribe()
    const watched = observe(second.items(['EUR=']))
    advance(10 * seconds)
    void consumer.close()
    advance(500 * seconds)
    expect(grants(simulator)).toEqual(['password', 'refresh_token', 'refresh_token'])
    expect(simulator.connections).toHaveLength(1)
    expect(watched.of('EUR=')).toHaveLength(1)
  })
})

test('nothing is opened before the first subscription, nor by looking at state and events', () => {
  play({}, ({ simulator, consumer, advance, states, network }) => {
    expect(consumer.items(['EUR='])).toBeInstanceOf(Observable)
    expect(consumer.item('JPY=')).toBeInstanceOf(Observable)
    advance(3_600 * seconds)
    expect(simulator.received).toEqual([])
    expect(network.connects).toEqual([])
    expect(states).toEqual([{ status: 'idle' }])
  })
})

test('any number of subscribers share one session and one stream, and late ones get the image', () => {
  play({}, ({ simulator, consumer, advance }) => {
    const told: ItemEvent[][] = [[], [], []]
    consumer.item('EUR=').subscribe((event) => told[0]?.push(event))
    consumer.item('EUR=').subscribe((event) => told[1]?.push(event))
    advance(seconds)
    simulator.updateItem('EUR=', { BID: 3 })
    advance(seconds)
    consumer.item('EUR=').subscribe((event) => told[2]?.push(event))
    expect(told.map((events) => events.map(({ type }) => type))).toEqual([
      ['refresh', 'update'],
      ['refresh', 'update'],
      ['refresh'],
    ])
    expect(told[2]?.[0]).toMatchObject({ fields: { BID: 3 } })
    expect(requests(simulator)).toHaveLength(1)
    expect(connects(simulator)).toHaveLength(1)
  })
})

test('a consumer that nobody uses lingers, logs out, is idle, and comes back when it is needed', () => {
  play({}, ({ simulator, watch, advance, state, openRequests, scheduler }) => {
    const first = watch('EUR=')
    advance(10 * seconds)
    first.leave()
    advance(4 * seconds)
    expect(simulator.connections).toHaveLength(1)
    const second = watch('JPY=')
    advance(60 * seconds)
    expect(connects(simulator)).toHaveLength(1)
    expect(second.live()).toEqual(['JPY='])
    second.leave()
    advance(6 * seconds)
    expect(state()).toEqual({ status: 'idle' })
    expect(simulator.connections).toEqual([])
    const leftover = simulator.received.filter(({ kind }) => kind === 'close')
    expect(leftover).toMatchObject([{ connection: 1, code: 1000 }])
    expect(JSON.stringify(simulator.received)).toContain('\\"Type\\":\\"Close\\",\\"Domain\\":\\"Login\\"')
    expect({ requests: openRequests(), timers: scheduler.actions.length }).toEqual({ requests: 0, timers: 0 })
    const asked = tokenRequests(simulator).length
    advance(150 * seconds)
    expect(tokenRequests(simulator)).toHaveLength(asked)

    // The token of the first session is still good.
    const third = watch('EUR=')
    advance(seconds)
    expect(third.live()).toEqual(['EUR='])
    expect(connects(simulator)).toHaveLength(2)
    expect(grants(simulator)).toEqual(['password'])
  })
})

test('a refused password fails everything with that cause, and is not sent again by a new subscription', () => {
  play({ v1: { password: 'wrong' } }, ({ simulator, watch, consumer, advance, state, told }) => {
    const watched = watch('EUR=', 'JPY=')
    const errors: unknown[] = []
    consumer.item('GBP=').subscribe({ error: (error: unknown) => errors.push(error) })
    advance(60 * seconds)
    expect(tokenRequests(simulator)).toHaveLength(1)
    const cause = { code: 'credentials-refused', status: 400 }
    expect(watched.errors).toMatchObject([cause])
    expect(errors).toMatchObject([cause])
    expect(state()).toMatchObject({ status: 'failed', cause })
    expect(told('consumer.failed')).toMatchObject([{ cause }])

    const again = watch('EUR=')
    advance(60 * seconds)
    expect(again.errors).toMatchObject([cause])
    expect(tokenRequests(simulator)).toHaveLength(1)
    expect(state()).toMatchObject({ status: 'failed' })
  })
})

test('after a failure for good a new subscription starts again, with what the callback gives then', () => {
  let password = 'wrong'
  play({ v1: { password: () => [password] } }, ({ simulator, watch, advance, state }) => {
    const watched = watch('EUR=')
    advance(10 * seconds)
    expect(watched.errors).toMatchObject([{ code: 'credentials-refused' }])
    password = 'password'
    const again = watch('EUR=')
    advance(10 * seconds)
    expect(tokenRequests(simulator)).toHaveLength(2)
    expect(again.live()).toEqual(['EUR='])
    expect(state()).toMatchObject({ status: 'ready' })
  })
})

test('a password changed under a running session is tried once more after a minute, then all fails', () => {
  play({ simulator: { lockAfter: 3 } }, ({ simulator, watch, advance, state, told }) => {
    const watched = watch('EUR=')
    advance(230 * seconds)
    simulator.refuseRefreshGrant()
    simulator.refusePassword()
    advance(60 * seconds)
    expect(grants(simulator)).toEqual(['password', 'refresh_token', 'password'])
    expect(watched.stale()).toEqual([])
    advance(3_600 * seconds)
    expect(grants(simulator)).toEqual(['password', 'refresh_token', 'password', 'password'])
    expect(state()).toMatchObject({ status: 'failed', cause: { code: 'credentials-refused' } })
    expect(watched.errors).toHaveLength(1)
    expect(told('consumer.failed')).toHaveLength(1)
  })
})
