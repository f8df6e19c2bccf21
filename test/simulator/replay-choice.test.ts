import { describe, expect, it } from 'vitest'
import type { RecordedLine } from '../../src/simulator/index.js'
import { client, recordingOf, replaying, server } from './support-replay.js'
import { connect, type Client, type Message } from './support.js'

const ok = { Stream: 'Open', Data: 'Ok' }
const eur = (id: number, more: Message = {}, key: Message = {}): Message => ({ ID: id, Key: { Name: 'EUR=', ...key }, ...more }) // prettier-ignore
const request = (t: number, id: number, more: Message = {}, key: Message = {}) =>
  client(t, eur(id, more, key))
const image = (t: number, id: number, bid: number, more: Message = {}) =>
  server(t, { ID: id, Type: 'Refresh', Key: { Name: 'EUR=' }, State: ok, Fields: { BID: bid }, ...more })
const update = (t: number, id: number, bid: number) =>
  server(t, { ID: id, Type: 'Update', Fields: { BID: bid } })
const close = (t: number, id: unknown) => client(t, { ID: id, Type: 'Close' })

/** Bids, or else the types, of messages. */
const bids = (messages: readonly Message[]): readonly unknown[] =>
  messages.map(({ Type, Fields }) => (Fields as Message | undefined)?.['BID'] ?? Type)

const play = (
  lines: readonly RecordedLine[],
  test: (client: Client, advance: (milliseconds: number) => void) => void,
): void => {
  replaying(recordingOf(...lines), ({ network, advance }) => {
    const one = connect(network)
    test(one, advance)
  })
}

describe('of several recorded streams of a name, a client gets another than', () => {
  it.each<[string, Message]>([
    ['the snapshot', { Streaming: false }],
    ['the private one', { Private: true }],
    ['the one with the same view', { View: ['BID'] }],
  ])('%s', (_, more) => {
    const lines = [request(0, 2), image(1, 2, 1), close(2, 2), request(3, 3, more), image(4, 3, 2)]
    play(lines, (one, advance) => {
      one.send(eur(10, more))
      one.send(eur(11))
      one.send(eur(12, more))
      advance(1_000)
      expect([10, 11, 12].map((id) => bids(one.of(id)))).toEqual([[2], [1], [2]])
    })
  })

  it('the second, after the server has closed the first', () => {
    const no = server(1, { ID: 2, Type: 'Status', State: { Stream: 'Closed', Data: 'Suspect' } })
    play([request(0, 2), no, request(3, 2), image(4, 2, 2)], (one, advance) => {
      one.send(eur(2))
      advance(100)
      one.send(eur(2))
      advance(100)
      expect(bids(one.of(2))).toEqual(['Status', 2])
    })
  })

  it('those that the recording’s client asked for: late messages are none', () => {
    const late = [image(3, 2, 9), update(4, 2, 10)]
    const login = client(0, { ID: 1, Domain: 'Login', Key: { Name: 'me' } })
    for (const end of [close(2, 2), client(2, { ID: 1, Type: 'Close', Domain: 'Login' })])
      play([login, request(0, 2), image(1, 2, 1), end, ...late], (one, advance) => {
        one.loginByName()
        one.send(eur(2))
        one.send(eur(3))
        advance(1_000)
        expect([2, 3].map((id) => bids(one.of(id)))).toEqual([[1], [1]])
      })
  })
})

describe('a reissue', () => {
  const nothing = request(100, 2, { Refresh: false })

  it('takes the answer of a later one that wanted an image', () => {
    const lines = [request(0, 2), image(1, 2, 1), nothing, request(200, 2), image(210, 2, 2)]
    play(lines, (one, advance) => {
      one.send(eur(2))
      advance(500)
      one.send(eur(2, { Refresh: false }))
      advance(500)
      expect(bids(one.of(2))).toEqual([1])
      one.send(eur(2))
      advance(500)
      expect(bids(one.of(2))).toEqual([1, 2])
    })
  })

  it('takes an image that came by itself', () => {
    play([request(0, 2), image(1, 2, 1), nothing, image(110, 2, 2, { Solicited: false })], (one, advance) => {
      one.send(eur(2))
      advance(500)
      expect(bids(one.of(2))).toEqual([1, 2])
    })
  })

  it('is answered after the stream was closed', () => {
    play([request(0, 2), image(1, 2, 1), request(100, 2), image(400, 2, 2)], (one, advance) => {
      one.send(eur(2))
      advance(100)
      one.send(eur(2))
      advance(100)
      one.send({ ID: 2, Type: 'Close' })
      advance(1_000)
      expect(bids(one.of(2))).toEqual([1])
    })
  })
})

describe('a service', () => {
  it('has one name in the directory and another in requests', () => {
    const Entries = [{ Key: 7, FilterList: { Entries: [{ ID: 1, Elements: { Name: 'FEED' } }] } }]
    const lines = [
      client(0, { ID: 2, Domain: 'Source', Key: { Filter: 3 } }),
      server(1, { ID: 2, Type: 'Refresh', Domain: 'Source', Map: { Entries } }),
      request(2, 3, {}, { Service: 7 }),
      image(3, 3, 1, { Key: { Name: 'EUR=', Service: 7 } }),
    ]
    play(lines, (one, advance) => {
      one.send(eur(5, {}, { Service: 'FEED' }))
      one.send(eur(6, {}, { Service: 'OTHER' }))
      one.send({ ID: 7, Domain: 'Source', Key: { Filter: 63 } })
      advance(1_000)
      expect([5, 6, 7].map((id) => bids(one.of(id)))).toEqual([[1], ['Status'], ['Refresh']])
    })
  })

  it('has a number that is forgotten after the answer that told it', () => {
    const other = { Name: 'JPY=', Service: 7 }
    const lines = [
      request(0, 2, {}, { Service: 'FEED' }),
      image(1, 2, 1, { Key: { Name: 'EUR=', Service: 7 } }),
      client(2, { ID: 3, Key: other }),
      image(3, 3, 2, { Key: other }),
    ]
    play(lines, (one, advance) => {
      one.send({ ID: 5, Key: { Name: 'JPY=', Service: 'FEED' } })
      advance(1_000)
      expect(bids(one.of(5))).toEqual([2])
    })
  })
})

describe('an answer', () => {
  it('to a close is that to one of more streams', () => {
    const status = (t: number, id: number, Text: string) =>
      server(t, { ID: id, Type: 'Status', State: { Stream: 'Closed', Data: 'Ok', Text } })
    const lines = [close(0, [2, 3, 4]), status(1, 2, 'three'), close(2, [5, 6]), status(3, 5, 'two')]
    play(lines, (one, advance) => {
      one.send({ ID: [8, 9], Type: 'Close' })
      one.send({ ID: [18, 19, 20, 21], Type: 'Close' })
      advance(1_000)
      expect(one.messages.map(({ ID, State }) => [ID, (State as Message)['Text']])).toEqual([[18, 'three'], [8, 'two']]) // prettier-ignore
    })
  })

  it('to a post is that to a post on another stream, or has other numbers than the post', () => {
    const post = (ID: number, more: Message = {}): Message => ({ ID, Type: 'Post', Ack: true, ...more })
    const lines = [
      client(0, { ID: 1, Domain: 'Login', Key: { Name: 'me' } }),
      request(0, 2),
      image(1, 2, 1),
      client(2, post(2, { PostID: 5 })),
      server(3, { ID: 2, Type: 'Ack', AckID: 5, SeqNumber: 3, Text: 'yes' }),
      client(4, post(1, { PostID: 5, Key: { Name: 'EUR=' } })),
      server(5, { ID: 1, Type: 'Ack', AckID: 5, NakCode: 'DeniedBySrc' }),
      client(6, post(1, { PostID: 6, Key: { Name: 'JPY=' } })),
    ]
    play(lines, (one, advance) => {
      one.loginByName()
      one.send(eur(20))
      one.send(post(1, { PostID: 70, Key: { Name: 'EUR=' } }))
      one.send(post(20, { PostID: 71, SeqNumber: 9 }))
      one.send(post(20, { PostID: 72 }))
      one.send(post(1, { PostID: 73, Key: { Name: 'JPY=' } }))
      one.send(post(99, { PostID: 74 }))
      one.send({ ...post(20, { PostID: 75 }), Ack: false })
      advance(1_000)
      const acks = one.messages.filter(({ Type }) => Type === 'Ack')
      expect(acks.sort((a, b) => Number(a['AckID']) - Number(b['AckID']))).toEqual([
        { ID: 1, Type: 'Ack', AckID: 70, NakCode: 'DeniedBySrc' },
        { ID: 20, Type: 'Ack', AckID: 71, SeqNumber: 9, Text: 'yes' },
        { ID: 20, Type: 'Ack', AckID: 72, Text: 'yes' },
        { ID: 99, Type: 'Ack', AckID: 74, NakCode: 'NotOpen', Text: 'The stream is not open.' },
      ])
    })
  })

  it('comes before what was before it in the recording, at the same time', () => {
    const lines = [
      request(0, 2),
      image(0, 2, 1),
      client(0, { ID: 2, Type: 'Post', Ack: true, PostID: 5 }),
      update(300, 2, 2),
      server(300, { ID: 2, Type: 'Ack', AckID: 5 }),
      update(300, 2, 3),
    ]
    play(lines, (one, advance) => {
      one.send([
        { ID: 3, Key: { Name: 'EUR=' } },
        { ID: 3, Type: 'Post', Ack: true, PostID: 6 },
      ])
      advance(1_000)
      expect(bids(one.of(3))).toEqual([1, 2, 'Ack', 3])
    })
  })
})
