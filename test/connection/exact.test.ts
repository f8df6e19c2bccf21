import { describe, expect, it, vi } from 'vitest'
import { reader } from '../../src/connection/reader.js'
import type { ConnectionEvent } from '../../src/connection/connection-event.js'
import type { ClientMessage, StreamMessage } from '../../src/wire/messages.js'
import { connect } from '../../src/connection/connection.js'
import { fakeWebSockets } from '../support/fake-web-socket.js'
import { observe } from '../support/observe.js'

const big = '1234567890123456789'

const bench = () => {
  const messages: StreamMessage[] = []
  const sent: ClientMessage[] = []
  const events: ConnectionEvent[] = []
  const read = reader({
    out: (message) => messages.push(message),
    send: (message) => sent.push(message),
    report: (event) => events.push(event),
  })
  return { ...read, messages, sent, events }
}

describe('the reader', () => {
  it('gives generic messages exactly without being asked, and others rounded', () => {
    const { read, messages } = bench()
    read(
      `[{"Type":"Ping"},{"ID":1,"Type":"Generic","Elements":{"Ticks":${big}}},{"ID":2,"Type":"Update","Fields":{"N":${big}}}]`,
    )
    expect(messages).toMatchObject([{ Elements: { Ticks: BigInt(big) } }, { Fields: { N: Number(big) } }])
  })

  it('gives the streams that want it exactly, and others rounded, in order', () => {
    const { read, exactFor, messages } = bench()
    exactFor((id) => id === 3)
    const update = (id: number, text: string): string => `{"ID":${id},"Type":"Update","Fields":{"N":${text}}}`
    read(`[${update(2, big)},${update(3, big)},${update(3, '7')}]`)
    read(update(3, `"${big}"`))
    exactFor(undefined)
    read(update(3, big))
    expect(messages.map(({ Fields }) => (Fields as { N: unknown }).N)).toEqual([
      Number(big),
      BigInt(big),
      7,
      big,
      Number(big),
    ])
  })

  it('reads a generic type by number, and one message for several streams, exactly', () => {
    const { read, messages } = bench()
    read(`{"ID":[4,5],"Type":7,"Elements":{"Ticks":${big}}}`)
    expect(messages).toMatchObject([
      { ID: 4, Type: 'Generic', Elements: { Ticks: BigInt(big) } },
      { ID: 5, Type: 'Generic', Elements: { Ticks: BigInt(big) } },
    ])
  })

  it('does not mix up messages when an id is too large for a number', () => {
    const { read, exactFor, messages } = bench()
    exactFor(() => true)
    read(`[{"ID":${big},"Type":"Update"},{"ID":2,"Type":"Generic","Elements":{"Ticks":7}}]`)
    expect(messages).toMatchObject([{ Type: 'Update' }, { ID: 2, Type: 'Generic', Elements: { Ticks: 7 } }])
  })

  it('parses a usual frame once, and a frame of many generic messages twice', () => {
    const parse = vi.spyOn(JSON, 'parse')
    const { read, exactFor } = bench()
    exactFor(() => false)
    read(`{"ID":2,"Type":"Update","Fields":{"N":${big}}}`)
    expect(parse).toHaveBeenCalledTimes(1)
    parse.mockClear()
    read(
      `[${Array.from({ length: 50 }, () => `{"ID":2,"Type":"Generic","Elements":{"Ticks":${big}}}`).join()}]`,
    )
    // Once as usual, and twice for the exact reading.
    expect(parse).toHaveBeenCalledTimes(3)
    parse.mockRestore()
  })

  it('tells of what cannot be read, as before', () => {
    const { read, events } = bench()
    read('{')
    read(new ArrayBuffer(2))
    expect(events.map((event) => 'length' in event && event.length)).toEqual([1, -1])
  })
})

describe('a connection', () => {
  it('writes a bigint as an integer', () => {
    const sockets = fakeWebSockets({ closesOnClose: true })
    const seen = observe(
      connect(
        { url: 'ws://localhost:15000/WebSocket' },
        {
          webSocket: sockets.factory,
          connectTimeout: 10_000,
          pingTimeout: 30_000,
          clock: () => 0,
          report: () => undefined,
          onGone: () => undefined,
        },
      ),
    )
    sockets.last().opens()
    seen.values[0]?.send({ ID: 1, Type: 'Generic', Elements: { Ticks: BigInt(big) } })
    seen.values[0]?.send({ ID: 2, Key: { Name: 'X' } })
    expect(sockets.last().sent).toEqual([
      `{"ID":1,"Type":"Generic","Elements":{"Ticks":${big}}}`,
      '{"ID":2,"Key":{"Name":"X"}}',
    ])
    seen.subscription.unsubscribe()
  })
})
