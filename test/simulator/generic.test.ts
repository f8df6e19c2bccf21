import { describe, expect, it } from 'vitest'
import { online } from './support-book.js'
import type { Client } from './support.js'

const price = { ID: 2, Key: { Name: 'EUR=' } }

describe('a generic message', () => {
  it.each([true, false])('on an item stream comes back where the server is told to (%s)', (echoGeneric) => {
    online({ echoGeneric, updateRate: 0 }, ({ client, at }) => {
      const message = { ID: 2, Type: 'Generic', Key: { Name: 'X' }, SecSeqNumber: 4, Elements: { A: 1 } }
      client.send(price)
      client.send(message)
      client.send({ ...message, ID: 3 })
      at(1, () => {
        expect(client.of(2).slice(1)).toEqual(echoGeneric ? [message] : [])
        expect(client.of(3)).toEqual([])
      })
    })
  })

  it('is sent by a verb, on an item and on the login stream', () => {
    online({ updateRate: 0 }, ({ client, simulator, at }) => {
      client.send(price)
      at(1, () => {
        simulator.sendGeneric({ name: 'EUR=', message: { Elements: { A: 1 } } })
        simulator.sendGeneric({ message: { Key: { Name: 'News' } } })
      })
      at(2, () => {
        expect(client.of(2)[1]).toEqual({ ID: 2, Type: 'Generic', Elements: { A: 1 } })
        expect(client.of(1)[1]).toEqual({ ID: 1, Type: 'Generic', Domain: 'Login', Key: { Name: 'News' } })
      })
    })
  })
})

describe('the measurement of the delay', () => {
  const ticksOf = (client: Client): string[] =>
    client.frames.flatMap((frame) => [...frame.matchAll(/"Ticks":(\d+)/g)].map(([, digits]) => digits ?? ''))

  const measured = (
    elements: Record<string, unknown>,
    options: object,
    test: Parameters<typeof online>[1],
  ): void => {
    online({ updateRate: 0, pingTimeout: 0, latencyEvery: 1000, ...options }, test, elements)
  }

  it('runs only where both sides announce it', () => {
    for (const [elements, options] of [
      [{}, {}],
      [{ RoundTripLatency: 1 }, {}],
      [{ RoundTripLatency: 2 }, { latencyEvery: 0 }],
    ] as const)
      measured(elements, options, ({ client, at }) => {
        at(5_500, () => {
          expect(ticksOf(client)).toEqual([])
          expect(client.of(1)[0]).not.toHaveProperty('Key.Elements.RoundTripLatency')
        })
      })
  })

  it('sends ticks that a number cannot hold, and reports the delay with the next round', () => {
    measured({ RoundTripLatency: 2 }, {}, ({ client, simulator, at }) => {
      at(1_002, () => {
        expect(client.of(1)[0]).toHaveProperty('Key.Elements.RoundTripLatency', 2)
        const [ticks] = ticksOf(client)
        expect(String(Number(ticks))).not.toBe(ticks)
        expect(client.frames.at(-1)).not.toContain('RoundTripLatency')
        client.send(`{"ID":1,"Type":"Generic","Domain":"Login","Elements":{"Ticks":${ticks}}}`)
      })
      at(2_003, () => {
        const [, second] = ticksOf(client)
        expect(client.frames.at(-1)).toContain('"RoundTripLatency":2000')
        // Wrapped is right as well.
        client.send(
          `{"ID":1,"Type":"Generic","Domain":"Login","Elements":{"Ticks":{"Type":"UInt","Data":${second}}}}`,
        )
      })
      at(2_500, () => {
        expect(simulator.connections[0]!.latency).toEqual({ sent: 2, echoed: 2, wrong: 0, last: 3000 })
      })
    })
  })

  it('counts what comes back rounded, late or twice as wrong', () => {
    measured({ RoundTripLatency: 2 }, {}, ({ client, simulator, at }) => {
      at(1_002, () => {
        client.send(client.messages.at(-1)!)
      })
      at(2_002, () => {
        const [first, second] = ticksOf(client)
        for (const ticks of [first, second, second])
          client.send(`{"ID":1,"Type":"Generic","Domain":"Login","Elements":{"Ticks":${ticks}}}`)
      })
      at(2_500, () => {
        expect(simulator.connections[0]!.latency).toMatchObject({ sent: 2, echoed: 1, wrong: 3 })
      })
    })
  })

  it('ends with the login', () => {
    measured({ RoundTripLatency: 2 }, {}, ({ client, simulator, at }) => {
      at(1_500, () => {
        simulator.closeLogin({ thenClose: false })
      })
      at(9_500, () => {
        expect(ticksOf(client)).toHaveLength(1)
      })
    })
  })
})
