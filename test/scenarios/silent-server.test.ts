import { expect, test } from 'vitest'
import type { WebSocketLike } from '../../src/index.js'
import { play } from '../support/scenario.js'
import { connects, heard, logins, requests, tokenRequests } from '../support/scenario-received.js'

const seconds = 1_000

test('a server that goes silent without closing is given up within the ping time-out and a tick', () => {
  play({}, ({ simulator, watch, advance, told }) => {
    const watched = watch('EUR=')
    advance(100 * seconds)
    watched.mark()
    simulator.goSilent()
    advance(29 * seconds)
    expect(told('connection.lost')).toEqual([])
    advance(11 * seconds)
    expect(told('connection.lost')).toMatchObject([{ cause: { code: 'peer-silent' } }])
    expect(watched.stale().length + watched.live().length).toBe(1)
    advance(30 * seconds)
    expect(connects(simulator)).toHaveLength(2)
    expect(watched.refreshes()).toEqual({ 'EUR=': 1 })
  })
})

test('a server’s own shorter ping time-out decides', () => {
  play({ simulator: { pingTimeout: 6 } }, ({ simulator, watch, advance, told }) => {
    watch('EUR=')
    advance(60 * seconds)
    expect(connects(simulator)).toHaveLength(1)
    simulator.goSilent()
    advance(9 * seconds)
    expect(told('connection.lost')).toMatchObject([{ cause: { code: 'peer-silent' } }])
  })
})

test('an idle connection is kept up by pings for an hour', () => {
  const consumer = { login: { name: 'me' }, endpoints: 'ads.simulator.test:15000' }
  play({ consumer }, ({ simulator, watch, advance }) => {
    const watched = watch('EUR=')
    advance(3_600 * seconds)
    expect(connects(simulator)).toHaveLength(1)
    expect(simulator.connections).toMatchObject([{ user: 'me' }])
    expect(tokenRequests(simulator)).toEqual([])
    expect(watched.live()).toEqual(['EUR='])
  })
})

test('every ping of a storm before the login answer gets its pong, and the login goes on', () => {
  play({}, ({ simulator, watch, advance }) => {
    simulator.pingStorm(50)
    const watched = watch('EUR=')
    advance(seconds)
    const pongs = heard(simulator).filter(({ message }) => message['Type'] === 'Pong')
    expect(pongs).toHaveLength(50)
    expect(logins(simulator)).toHaveLength(1)
    expect(watched.live()).toEqual(['EUR='])
  })
})

test('a login that is never answered is given up after 15 s, on the next endpoint', () => {
  play({}, ({ simulator, network, watch, advance, told }) => {
    simulator.delayLogin(Infinity)
    const watched = watch('EUR=')
    advance(15.1 * seconds)
    expect(told('retry.scheduled')).toMatchObject([{ cause: { code: 'login-timeout' } }])
    expect(simulator.connections).toEqual([])
    simulator.clear()
    advance(10 * seconds)
    expect(new Set(network.connects).size).toBe(2)
    expect(watched.live()).toEqual(['EUR='])
  })
})

test('a frame of the old socket that comes when the new one is logged in is ignored', () => {
  const sockets: WebSocketLike[] = []
  play({}, ({ network, simulator, another, advance }) => {
    const consumer = another({
      webSocket: (url, protocols) => {
        const socket = network.webSocket(url, protocols)
        sockets.push(socket)
        return socket
      },
    })
    const told: unknown[] = []
    const events: string[] = []
    consumer.events$.subscribe(({ event }) => events.push(event))
    consumer.item('EUR=').subscribe((event) => told.push(event))
    advance(seconds)
    const [old] = sockets
    const onmessage = old?.onmessage
    simulator.goSilent({ connection: 1 })
    advance(50 * seconds)
    expect(logins(simulator)).toHaveLength(2)
    const id = requests(simulator)[0]?.id ?? 0
    const before = [told.length, events.length]
    for (const handler of [onmessage, old?.onmessage])
      handler?.({
        data: JSON.stringify([
          { ID: id, Type: 'Update', UpdateType: 'Quote', Fields: { BID: 666 } },
          { ID: id, Type: 'Status', State: { Stream: 'Closed', Data: 'Suspect', Code: 'NotFound' } },
          { ID: 1, Type: 'Status', Domain: 'Login', State: { Stream: 'Closed', Data: 'Suspect' } },
        ]),
      })
    old?.onclose?.({ code: 1006, reason: '' })
    old?.onerror?.({ message: 'late' })
    advance(10 * seconds)
    expect([told.length, events.length]).toEqual(before)
    expect(JSON.stringify(told)).not.toContain('666')
    expect(connects(simulator)).toHaveLength(2)
    expect(simulator.connections).toHaveLength(1)
  })
})
