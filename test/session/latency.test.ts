import { describe, expect, it } from 'vitest'
import { jsonOf } from '../../src/wire/exact-json.js'
import { loginRefresh } from '../support/server-messages.js'
import { withSession } from '../support/session-bench.js'

const ticks = 1234567890123456789n

const measurement = (elements: object, more: object = {}): object => ({
  ID: 1,
  Type: 'Generic',
  Domain: 'Login',
  Elements: elements,
  ...more,
})

const byName = { name: 'jdoe' } as const

describe('a measurement of latency', () => {
  it('is announced by the login, and goes back as it came before anyone hears of it', () => {
    withSession(
      ({ connection, session, generics, latencies, advance }) => {
        expect(connection.sent).toMatchObject([{ Key: { Elements: { RoundTripLatency: 2 } } }])
        connection.receive(loginRefresh())
        const told: number[] = []
        session().latency$.subscribe(() => told.push(connection.sent.length))
        advance(7)
        const sent = measurement(
          { Ticks: ticks, RoundTripLatency: 350, TcpRetrans: 0 },
          { ProviderDriven: true },
        )
        connection.receive(sent)
        expect(connection.sent.slice(1)).toEqual([sent])
        expect(told).toEqual([2])
        expect(latencies).toEqual([{ roundTripUs: 350, tcpRetrans: 0, at: 7 }])
        expect(generics).toEqual([])
      },
      byName,
      { latency: true },
    )
  })

  it('is read bare and wrapped, and without values', () => {
    withSession(
      ({ connection, latencies }) => {
        connection.receive(loginRefresh())
        connection.receive(
          measurement({
            Ticks: { Type: 'Int', Data: ticks },
            RoundTripLatency: { Type: 'UInt', Data: 9 },
            TcpRetrans: { Type: 'UInt', Data: 2n },
          }),
        )
        connection.receive(measurement({ Ticks: null, RoundTripLatency: 'x', TcpRetrans: {} }))
        expect(connection.sent).toHaveLength(3)
        expect(latencies).toEqual([{ roundTripUs: 9, tcpRetrans: 2, at: 0 }, { at: 0 }])
      },
      byName,
      { latency: true },
    )
  })

  it('is neither announced nor answered nor told where it is not wanted', () => {
    withSession(({ connection, generics, latencies }) => {
      expect(connection.sent).not.toMatchObject([{ Key: { Elements: { RoundTripLatency: 2 } } }])
      connection.receive(loginRefresh())
      connection.receive(measurement({ Ticks: ticks }))
      expect([connection.sent.length, generics, latencies]).toEqual([1, [], []])
    }, byName)
  })

  it('is not answered before the login is, and not on other streams, where it is a message like any', () => {
    withSession(
      ({ connection, generics }) => {
        connection.receive(measurement({ Ticks: ticks }))
        connection.receive(loginRefresh())
        connection.receive(measurement({ Ticks: ticks }, { ID: 5 }))
        connection.receive(measurement({ Command: 1 }))
        connection.receive(measurement({}, { Elements: 7 }))
        connection.receive({ ID: 1, Type: 'Generic' })
        expect(connection.sent).toHaveLength(1)
        expect(generics).toHaveLength(4)
      },
      byName,
      { latency: true },
    )
  })
})

describe('a measurement that cannot be sent back', () => {
  it('because it nests too deep is survived, and told all the same', () => {
    withSession(
      ({ connection, latencies }) => {
        connection.onSend = jsonOf
        connection.receive(loginRefresh())
        let deep: unknown = 0
        for (let level = 0; level < 100_000; level += 1) deep = [deep]
        expect(() => {
          connection.receive(measurement({ Ticks: ticks, RoundTripLatency: 3, Deep: deep }))
        }).not.toThrow()
        expect(latencies).toEqual([{ roundTripUs: 3, at: 0 }])
      },
      byName,
      { latency: true },
    )
  })
})
