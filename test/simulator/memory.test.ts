import { asyncScheduler } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { connect, simulate, v1 } from './support.js'

describe('the transport in memory', () => {
  it('never calls back before the call that started it has returned', () => {
    simulate({}, ({ network, at }) => {
      const events: string[] = []
      const socket = network.webSocket('wss://h.test/WebSocket', ['tr_json2'])
      socket.onopen = () => {
        events.push('open')
        socket.send('{"Type":"Ping"}')
        events.push('sent')
      }
      socket.onmessage = () => {
        events.push('message')
        socket.close(1000)
        events.push('closing')
      }
      socket.onclose = ({ code }) => events.push(`closed ${code}`)
      events.push('made')
      at(1, () => {
        expect(events).toEqual(['made', 'open', 'sent', 'message', 'closing', 'closed 1000'])
      })
    })
  })

  it('delays both directions and HTTP, in order', () => {
    simulate(
      {},
      ({ network, at }) => {
        const client = connect(network)
        let answeredAt = 0
        network.http({ method: 'POST', url: `https://h.test${v1}`, headers: {} }).subscribe(() => {
          answeredAt = asyncScheduler.now()
        })
        client.loginByName()
        client.send({ Type: 'Ping' })
        at(39, () => {
          expect(client.messages).toEqual([])
        })
        at(41, () => {
          expect(client.messages.map(({ Type }) => Type as string)).toEqual(['Refresh', 'Pong'])
          expect(answeredAt).toBe(20)
        })
      },
      { delay: 10 },
    )
  })

  it('refuses dead hosts with an error and a close 1006, and keeps the URL', () => {
    simulate(
      {},
      ({ network, at, simulator }) => {
        const events: string[] = []
        for (const host of ['us-east-1-dead1.simulator.test', 'gone.test']) {
          const socket = network.webSocket(`wss://${host}/WebSocket`, ['tr_json2'])
          socket.onerror = () => events.push('error')
          socket.onclose = ({ code }) => events.push(String(code))
        }
        at(1, () => {
          expect(events).toEqual(['error', '1006', 'error', '1006'])
          expect(network.connects).toEqual([
            'wss://us-east-1-dead1.simulator.test/WebSocket',
            'wss://gone.test/WebSocket',
          ])
          expect(simulator.received).toEqual([])
        })
      },
      { dead: ['gone.test'] },
    )
  })

  it('reports a handler that throws, and goes on with the next event', () => {
    const frames: string[] = []
    expect(() => {
      simulate({}, ({ network, at }) => {
        const socket = network.webSocket('wss://h.test/WebSocket', ['tr_json2'])
        socket.onopen = () => {
          socket.send('{"Type":"Ping"}')
          throw new Error('thrown by a handler')
        }
        socket.onmessage = ({ data }) => frames.push(String(data))
        at(1, () => undefined)
      })
    }).toThrow('thrown by a handler')
    expect(frames).toEqual(['[{"Type":"Pong"}]'])
  })

  it('fails an upgrade that the server refuses', () => {
    simulate({}, ({ network, at }) => {
      const client = connect(network, 'wss://h.test/websocket')
      at(1, () => {
        expect(client.ended).toMatchObject([{ code: 1006 }])
      })
    })
  })

  it('tells the server of a close while connecting and of a termination', () => {
    simulate({}, ({ network, simulator, at }) => {
      const early = network.webSocket('wss://h.test/WebSocket', ['tr_json2'])
      const codes: number[] = []
      early.onclose = ({ code }) => codes.push(code)
      early.close()
      const late = network.webSocket('wss://h.test/WebSocket', ['tr_json2'])
      late.onclose = ({ code }) => codes.push(code)
      at(1, () => {
        expect(codes).toEqual([1006])
        late.terminate!()
      })
      at(2, () => {
        expect(codes).toEqual([1006, 1006])
        expect(simulator.connections).toEqual([])
      })
    })
  })
})

describe('a simulator that is stopped', () => {
  it('cuts its connections, accepts no more, and leaves no timer behind', () => {
    let client: ReturnType<typeof connect> | undefined
    let refused: ReturnType<typeof connect> | undefined
    // An endless source would keep virtual time running for ever, and this test with it.
    simulate({ updateRate: 100 }, ({ network, simulator, at }) => {
      client = connect(network)
      client.loginByName()
      client.send({ ID: 2, Key: { Name: 'EUR=' } })
      at(100, () => {
        simulator.stop()
        refused = connect(network)
      })
    })
    expect(client!.ended).toMatchObject([{ code: 1006 }])
    expect(refused!.ended).toMatchObject([{ code: 1006 }])
  })
})
