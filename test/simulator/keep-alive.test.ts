import { describe, expect, it } from 'vitest'
import { connect, simulate } from './support.js'

describe('a silent client', () => {
  it('is pinged after each third of the time-out and cut off at its end', () => {
    simulate({ pingTimeout: 30 }, ({ network, at, simulator }) => {
      const client = connect(network)
      client.loginByName()
      const pings = () => client.messages.filter(({ Type }) => Type === 'Ping').length
      at(9_900, () => {
        expect(pings()).toBe(0)
      })
      at(10_100, () => {
        expect(pings()).toBe(1)
      })
      at(20_100, () => {
        expect(pings()).toBe(2)
        expect(client.ended).toEqual([])
      })
      at(30_100, () => {
        expect(client.ended).toEqual([{ at: 30_000, code: 1006, reason: '' }])
        expect(simulator.connections).toEqual([])
      })
    })
  })

  it('is pinged even while updates flow, since those are no sign of its life', () => {
    simulate({ updateRate: 5 }, ({ network, at }) => {
      const client = connect(network)
      client.loginByName()
      client.send({ ID: 2, Key: { Name: 'EUR=' } })
      at(31_000, () => {
        expect(client.messages.filter(({ Type }) => Type === 'Ping')).toHaveLength(2)
        expect(client.ended).toHaveLength(1)
      })
    })
  })

  it('is kept when it answers, with any frame', () => {
    simulate({}, ({ network, at }) => {
      const client = connect(network)
      client.loginByName()
      for (let second = 15; second < 300; second += 15)
        at(second * 1000, () => {
          client.send({ Type: 'Pong' })
        })
      at(300_000, () => {
        expect(client.ended).toEqual([])
        expect(client.messages.filter(({ Type }) => Type === 'Ping').length).toBeGreaterThan(15)
      })
    })
  })

  it('is kept when it answers each ping at once, and says nothing else', () => {
    simulate({}, ({ network, at }) => {
      const socket = network.webSocket('wss://h.simulator.test/WebSocket', ['tr_json2'])
      let answered = 0
      const ended: number[] = []
      socket.onmessage = ({ data }) => {
        if (!String(data).includes('Ping')) return
        answered++
        socket.send('{"Type":"Pong"}')
      }
      socket.onclose = ({ code }) => ended.push(code)
      at(3_600_000, () => {
        expect(ended).toEqual([])
        expect(answered).toBeGreaterThan(300)
      })
    })
  })

  it('is cut off before it has logged in, too', () => {
    simulate({}, ({ network, at }) => {
      const client = connect(network)
      at(31_000, () => {
        expect(client.ended).toMatchObject([{ code: 1006 }])
      })
    })
  })

  it('is left alone with a time-out of 0', () => {
    simulate({ pingTimeout: 0 }, ({ network, at }) => {
      const client = connect(network)
      client.loginByName()
      at(3_600_000, () => {
        expect(client.messages).toHaveLength(1)
        expect(client.messages[0]!['Elements']).not.toHaveProperty('PingTimeout')
      })
    })
  })
})

describe('a frame of a client', () => {
  it('that is too long in bytes costs the connection', () => {
    simulate({ maxMsgSize: 100 }, ({ network, at }) => {
      const [fits, bytes] = [connect(network), connect(network)]
      const frame = (name: string) => `{"ID":1,"Domain":"Login","Key":{"Name":"${name}"}}`
      const room = 100 - frame('').length
      fits.send(frame('x'.repeat(room)))
      // Fewer characters than the limit, but more bytes.
      bytes.send(frame('é'.repeat(room - 5)))
      at(1, () => {
        expect(fits.ended).toEqual([])
        expect(bytes.ended).toMatchObject([{ code: 1006 }])
        expect(bytes.messages).toEqual([])
      })
    })
  })

  it('that is binary is a protocol error', () => {
    simulate({}, ({ simulator, at }) => {
      const ends: unknown[] = []
      const connection = simulator.connect({
        path: '/WebSocket',
        protocols: ['tr_json2'],
        deliver: { frame: () => undefined, close: (code) => ends.push(code) },
      })
      if ('protocol' in connection) connection.receiveBinary()
      at(1, () => {
        expect(ends).toEqual([1003])
      })
    })
  })
})

describe('an upgrade', () => {
  const deliver = { frame: () => undefined, close: () => undefined }

  it.each([
    ['a wrong path', { path: '/websocket', protocols: ['tr_json2'] }],
    ['no sub-protocol', { path: '/WebSocket', protocols: [] }],
    ['an unknown sub-protocol', { path: '/WebSocket', protocols: ['tr_rwf'] }],
    [
      'an old version',
      { path: '/WebSocket', protocols: ['tr_json2'], headers: { 'sec-websocket-version': '8' } },
    ],
  ])('with %s is refused', (_, upgrade) => {
    simulate({}, ({ simulator }) => {
      expect(simulator.connect({ ...upgrade, deliver })).toMatchObject({ status: 400 })
      expect(simulator.connections).toEqual([])
    })
  })

  it('chooses the first sub-protocol that it knows, in the order of the client', () => {
    simulate({}, ({ simulator }) => {
      const protocols = ['rssl.rwf', 'rssl.json.v2', 'tr_json2']
      expect(simulator.connect({ path: 'wss://h/WebSocket?x=1', protocols, deliver })).toMatchObject({
        number: 1,
        protocol: 'rssl.json.v2',
      })
    })
  })
})
