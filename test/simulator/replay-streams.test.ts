import { describe, expect, it } from 'vitest'
import type { ReplayOptions } from '../../src/simulator/index.js'
import { client, recordingOf, replaying, server } from './support-replay.js'
import { connect, type Client, type Message } from './support.js'

const ok = { Stream: 'Open', Data: 'Ok' }
const login = client(0, { ID: 1, Domain: 'Login', Key: { Name: 'recorded', Elements: { Position: 'p' } } })
const accepted = server(10, {
  ID: 1,
  Type: 'Refresh',
  Domain: 'Login',
  Key: { Name: 'recorded', Elements: { SupportBatchRequests: 7 } },
  State: ok,
})
const request = (t: number, id: number, name: unknown = 'EUR=', more: Message = {}) =>
  client(t, { ID: id, Key: { Name: name, Service: 'FEED' }, ...more })
const image = (id: number, bid: number, more: Message = {}) => ({
  ID: id,
  Type: 'Refresh',
  Key: { Name: 'EUR=', Service: 'FEED' },
  State: ok,
  Fields: { BID: bid },
  ...more,
})
const update = (id: number, bid: number) => ({ ID: id, Type: 'Update', Fields: { BID: bid } })
const ask = (id: number, name: unknown = 'EUR=', more: Message = {}): Message => ({
  ID: id,
  Key: { Name: name },
  ...more,
})

/** Types and bids, or states, of messages. */
const told = (messages: readonly Message[]): readonly unknown[] =>
  messages.map(({ Type, Fields, State }) => [
    Type,
    (Fields as Message | undefined)?.['BID'] ?? (State as Message | undefined)?.['Stream'],
  ])

const play = (
  recording: string | readonly string[],
  test: (client: Client, advance: (milliseconds: number) => void, another: () => Client) => void,
  options: ReplayOptions = {},
): void => {
  replaying(
    recording,
    ({ network, advance }) => {
      const one = connect(network)
      one.loginByName()
      test(one, advance, () => {
        const other = connect(network)
        other.loginByName()
        return other
      })
    },
    options,
  )
}

describe('a stream of a replay', () => {
  it('has the id of the recording, or other digits than the recording', () => {
    const frame = '[ {"Type":"Refresh", "Fields":{"ID":7,"A":1.00,"B":12345678901234567890}, "ID" : 2 } ]'
    const recording = recordingOf(login, accepted, request(20, 2), { t: 21, from: 'server', frame })
    play(recording, (one, advance) => {
      one.send(ask(44))
      advance(1_000)
      expect(one.frames).toContain(
        '[{"Type":"Refresh", "Fields":{"ID":7,"A":1.00,"B":12345678901234567890}, "ID" : 44 }]',
      )
    })
  })

  it('splits what came in one frame', () => {
    const recording = recordingOf(
      login,
      accepted,
      request(20, 2, ['A', 'B']),
      server(21, image(3, 1), image(4, 2)),
    )
    play(recording, (one, advance) => {
      one.send(ask(5, ['A', 'B']))
      advance(1_000)
      expect(one.frames.map((frame) => (JSON.parse(frame) as Message[]).map(({ ID }) => ID))).toContainEqual([6, 7]) // prettier-ignore
    })
  })

  it('is another one for the second request of a name, or the first does not come again', () => {
    const recording = recordingOf(
      login,
      request(20, 2),
      server(21, image(2, 1)),
      client(30, { ID: 2, Type: 'Close' }),
      request(40, 2),
      server(41, image(2, 2)),
    )
    play(recording, (one, advance, another) => {
      for (const id of [10, 11, 12]) one.send(ask(id))
      const other = another()
      other.send(ask(10))
      advance(1_000)
      expect([10, 11, 12].map((id) => told(one.of(id)))).toEqual([
        [['Refresh', 1]],
        [['Refresh', 2]],
        [['Refresh', 1]],
      ])
      expect(told(other.of(10))).toEqual([['Refresh', 1]])
    })
  })

  it('goes on after the client has closed it, or hides what came before the close of the recording', () => {
    const recording = recordingOf(
      login,
      request(20, 2),
      server(21, image(2, 1)),
      server(500, update(2, 2)),
      server(900, update(2, 3)),
      client(1_000, { ID: 2, Type: 'Close' }),
      server(1_001, update(2, 4)),
    )
    play(recording, (one, advance) => {
      one.send(ask(2))
      one.send(ask(3))
      advance(700)
      one.send({ ID: 2, Type: 'Close' })
      advance(2_000)
      expect(told(one.of(2))).toEqual([['Refresh', 1], ['Update', 2]]) // prettier-ignore
      expect(told(one.of(3))).toEqual([['Refresh', 1], ['Update', 2], ['Update', 3]]) // prettier-ignore
    })
  })

  it('is no snapshot for who asks for one', () => {
    const recording = recordingOf(
      login,
      request(20, 2),
      server(21, image(2, 1, { Complete: false })),
      server(22, update(2, 5)),
      server(23, image(2, 2)),
      server(24, update(2, 3)),
    )
    play(recording, (one, advance) => {
      one.send(ask(2, 'EUR=', { Streaming: false }))
      advance(1_000)
      expect(told(one.of(2))).toEqual([['Refresh', 1], ['Refresh', 2]]) // prettier-ignore
      expect(one.of(2).map(({ State }) => State)).toEqual([
        { Stream: 'NonStreaming', Data: 'Ok' },
        { Stream: 'NonStreaming', Data: 'Ok' },
      ])
    })
  })

  it('is not begun anew by a reissue that the recording did not answer, or is by one that wants nothing', () => {
    const recording = recordingOf(login, request(20, 2), server(21, image(2, 1)), server(121, update(2, 2)))
    play(recording, (one, advance) => {
      one.send(ask(2))
      advance(500)
      one.send(ask(2, 'EUR=', { Refresh: false }))
      advance(500)
      expect(told(one.of(2))).toEqual([['Refresh', 1], ['Update', 2]]) // prettier-ignore
      one.send(ask(2, 'EUR=', { View: ['BID'] }))
      advance(500)
      expect(told(one.of(2)).slice(2)).toEqual([['Refresh', 1], ['Update', 2]]) // prettier-ignore
    })
  })

  it('gives the answer to a reissue before it was asked for, or to another one', () => {
    const recording = recordingOf(
      login,
      request(20, 2),
      server(21, image(2, 1)),
      request(100, 2, 'EUR=', { View: ['BID'] }),
      server(110, update(2, 2)),
      server(120, image(2, 3)),
      server(130, image(2, 4, { Solicited: false })),
    )
    play(recording, (one, advance) => {
      one.send(ask(2))
      advance(1_000)
      expect(told(one.of(2))).toEqual([['Refresh', 1], ['Update', 2], ['Refresh', 4]]) // prettier-ignore
      one.send(ask(2, 'EUR=', { View: ['BID'] }))
      advance(29)
      expect(one.of(2)).toHaveLength(3)
      advance(1)
      expect(told(one.of(2)).slice(3)).toEqual([['Refresh', 3]])
    })
  })

  it('is found where the recording begins after its request', () => {
    const recording = recordingOf(server(5, image(7, 1)), server(6, update(7, 2)), server(7, update(8, 3)))
    play(recording, (one, advance) => {
      one.send(ask(2))
      advance(1_000)
      expect(told(one.of(2))).toEqual([['Refresh', 1], ['Update', 2]]) // prettier-ignore
      expect(one.messages).toHaveLength(3)
    })
  })

  it('stays silent where the server answered nothing, or is called unknown then', () => {
    play(recordingOf(login, accepted, request(20, 2)), (one, advance) => {
      one.send(ask(2))
      one.send(ask(3, 'JPY='))
      advance(1_000)
      expect(one.of(2)).toEqual([])
      expect(one.of(3)).toEqual([
        {
          ID: 3,
          Type: 'Status',
          Key: { Name: 'JPY=' },
          State: { Stream: 'Closed', Data: 'Suspect', Code: 'NotFound', Text: 'The recording does not hold this.' },
        },
      ]) // prettier-ignore
    })
  })

  it('is lost in a name that every object has', () => {
    const names = ['__proto__', 'constructor', 'toString']
    play(recordingOf(login, accepted), (one, advance) => {
      one.send(ask(2, names))
      advance(1_000)
      expect([3, 4, 5].flatMap((id) => told(one.of(id)))).toEqual(names.map(() => ['Status', 'Closed']))
    })
    const held = recordingOf(login, ...names.flatMap((name, n) => [request(n, n + 2, name), server(n, { ...image(n + 2, n), Key: { Name: name } })])) // prettier-ignore
    play(held, (one, advance) => {
      one.send(ask(2, names))
      advance(1_000)
      expect([3, 4, 5].flatMap((id) => told(one.of(id)))).toEqual([0, 1, 2].map((n) => ['Refresh', n]))
    })
  })
})

describe('several streams of a replay', () => {
  const batch = recordingOf(
    login,
    request(20, 5, ['A', 'B', 'C']),
    // Not in the order of the names.
    server(30, { ...image(6, 2), Key: { Name: 'B' } }),
    server(30, { ...image(7, 1), Key: { Name: 'A' } }),
    server(31, { ID: 5, Type: 'Status', State: { Stream: 'Closed', Data: 'Ok', Text: 'Processed 3.' } }),
    server(40, { ...image(8, 3), Key: { Name: 'C' } }),
    server(50, update(6, 22)),
    client(60, { ID: [6, 7], Type: 'Close' }),
    server(61, { ID: 6, Type: 'Status', State: { Stream: 'Closed', Data: 'Ok', Text: 'Closed 2.' } }),
  )

  it('are mixed up when they were asked for together', () => {
    play(batch, (one, advance) => {
      one.send(ask(10, ['C', 'A', 'X', 'B']))
      one.send(ask(20, ['A', 'B', 'C']))
      one.send(ask(30, 'B'))
      advance(1_000)
      expect(told(one.of(11))).toEqual([['Refresh', 3]])
      expect(told(one.of(12))).toEqual([['Refresh', 1]])
      expect(told(one.of(13))).toEqual([['Status', 'Closed']])
      expect(told(one.of(14))).toEqual([['Refresh', 2], ['Update', 22]]) // prettier-ignore
      expect(told(one.of(30))).toEqual([['Refresh', 2], ['Update', 22]]) // prettier-ignore
      const texts = [10, 20].map((id) => one.of(id).map(({ State }) => (State as Message)['Text']))
      expect(texts).toEqual([['Processed 4 total items from Batch Request.  4 Ok.'], ['Processed 3.']])
    })
  })

  it('are closed without the answer, or a single one with it', () => {
    play(batch, (one, advance) => {
      one.send(ask(10, ['A', 'B', 'C']))
      advance(1_000)
      const before = one.messages.length
      one.send({ ID: 13, Type: 'Close' })
      one.send({ ID: [12, 11], Type: 'Close' })
      advance(1_000)
      expect(one.messages.slice(before)).toEqual([
        { ID: 12, Type: 'Status', State: { Stream: 'Closed', Data: 'Ok', Text: 'Closed 2.' } },
      ])
    })
  })
})

describe('a login of a replay', () => {
  it('has the name of whoever was recorded', () => {
    play(recordingOf(login, accepted), (one, advance) => {
      advance(1_000)
      expect(one.of(1)).toMatchObject([{ Key: { Name: 'me', Elements: { SupportBatchRequests: 7 } } }])
    })
  })

  it('is not accepted where the recording has none', () => {
    play('', (one, advance) => {
      advance(1_000)
      expect(one.of(1)).toMatchObject([{ Type: 'Refresh', Domain: 'Login', Key: { Name: 'me' }, State: ok }])
      one.loginByName('me', {})
      advance(1_000)
      expect(one.of(1)).toHaveLength(2)
    })
  })

  it('is reissued without the answer, or with one that was never given', () => {
    const reissue = client(100, { ID: 1, Domain: 'Login', Key: { Name: 'recorded' }, Refresh: false })
    const again = server(110, { ID: 1, Type: 'Refresh', Domain: 'Login', State: { ...ok, Text: 'again' } })
    const mine = { ID: 1, Domain: 'Login', Key: { Name: 'me' }, Refresh: false }
    play(recordingOf(login, accepted, reissue, again), (one, advance) => {
      advance(1_000)
      expect(one.of(1)).toHaveLength(1)
      one.send(mine)
      advance(1_000)
      expect(one.of(1)).toMatchObject([{}, { State: { Text: 'again' } }])
    })
    play(recordingOf(login, accepted, reissue), (one, advance) => {
      advance(1_000)
      one.send(mine)
      advance(1_000)
      expect(one.of(1)).toHaveLength(1)
    })
  })

  it('leaves its streams behind when the client ends it', () => {
    const recording = recordingOf(login, accepted, request(20, 2), server(21, image(2, 1)), server(900, update(2, 2))) // prettier-ignore
    play(recording, (one, advance) => {
      one.send(ask(2))
      advance(300)
      one.send({ ID: 1, Type: 'Close', Domain: 'Login' })
      advance(2_000)
      expect(told(one.of(2))).toEqual([['Refresh', 1]])
    })
  })

  it('that was refused is accepted', () => {
    const no = server(10, { ID: 1, Type: 'Status', Domain: 'Login', State: { Stream: 'Closed', Data: 'Suspect', Code: 'NotEntitled' } }) // prettier-ignore
    play(
      recordingOf(login, no, { t: 20, from: 'server', close: { code: 1000, reason: 'bye' } }),
      (one, advance) => {
        // prettier-ignore
        advance(1_000)
        expect(told(one.of(1))).toEqual([['Status', 'Closed']])
        expect(one.ended).toMatchObject([{ code: 1000, reason: 'bye' }])
      },
    )
  })
})
