import fc from 'fast-check'
import { filter, take } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { createConsumer, discover, passwordGrant, UsageError, type ItemEvent } from '../../src/index.js'
import { createReplay, RecordingError, type LogLine } from '../../src/simulator/index.js'
import { capture, client, recordingOf, replaying, server, time } from './support-replay.js'
import { connect, type Message } from './support.js'

const ok = { Stream: 'Open', Data: 'Ok' }
const login = client(100, { ID: 1, Domain: 'Login', Key: { Name: 'recorded' } })
const accepted = server(110, {
  ID: 1,
  Type: 'Refresh',
  Domain: 'Login',
  Key: { Name: 'recorded' },
  State: ok,
})
const asked = client(200, { ID: 2, Key: { Name: 'EUR=' } })
const image = server(210, { ID: 2, Type: 'Refresh', Key: { Name: 'EUR=' }, State: ok, Fields: { BID: 1 } })
const change = server(1_100, { ID: 2, Type: 'Update', Fields: { BID: 2 } })
const over = server(1_200, { ID: 1, Type: 'Status', Domain: 'Login', State: { Stream: 'Closed', Data: 'Suspect', Text: 'gone' } }) // prettier-ignore
const cut = { t: 1_300, from: 'server', close: { code: 1001, reason: 'away' } } as const
const eur: Message = { ID: 2, Key: { Name: 'EUR=' } }

const types = (messages: readonly Message[]): readonly unknown[] => messages.map(({ Type }) => Type)

describe('a connection of a replay', () => {
  it('lacks the pings of the server, or does not answer those of the client', () => {
    const recording = recordingOf(
      login,
      accepted,
      server(1_100, { Type: 'Ping' }),
      server(1_200, { Type: 'Pong' }),
    )
    replaying(recording, ({ network, advance }) => {
      const one = connect(network)
      one.loginByName()
      // Login request, answer after 10, ping after 1000; 5 each way, 10 to open.
      advance(1_019)
      expect(types(one.messages)).toEqual(['Refresh'])
      advance(1)
      expect(types(one.messages)).toEqual(['Refresh', 'Ping'])
      one.send({ Type: 'Ping' })
      advance(1_000)
      expect(types(one.messages)).toEqual(['Refresh', 'Ping', 'Pong'])
    })
  })

  it('loses text that is no message', () => {
    const frame = '[{"ID":2,"Type":"Upd'
    replaying(recordingOf(login, { t: 300, from: 'server', frame }), ({ network, advance }) => {
      const one = connect(network)
      one.loginByName()
      advance(1_000)
      expect(one.frames).toContain(frame)
    })
  })

  it('does not tell a client that its frame is no message', () => {
    replaying('', ({ network, advance }) => {
      const one = connect(network)
      one.send('not JSON')
      advance(100)
      expect(one.messages).toMatchObject([{ ID: 0, Type: 'Error' }])
    })
  })

  it.each([1, 20, Infinity])(
    'ends before a late item has had all, or otherwise than it did, at speed %s',
    (speed) => {
      replaying(
        recordingOf(login, accepted, asked, image, change, over, cut),
        ({ network, advance }) => {
          const one = connect(network)
          one.loginByName()
          advance(speed === 20 ? 40 : 800)
          one.send(eur)
          advance(10_000)
          expect(types(one.messages)).toEqual(['Refresh', 'Refresh', 'Update', 'Status'])
          expect(one.messages.at(-1)).toMatchObject({ ID: 1, State: { Text: 'gone' } })
          expect(one.ended).toMatchObject([{ code: 1001, reason: 'away' }])
        },
        { speed },
      )
    },
  )

  it('ends because the recording’s client ended it', () => {
    const left = { t: 300, from: 'client', close: { code: 1000, reason: '' } } as const
    replaying(recordingOf(login, accepted, left), ({ network, advance }) => {
      const one = connect(network)
      one.loginByName()
      advance(60_000)
      expect(one.ended).toEqual([])
    })
  })

  it.each([1005, 1006, 1015, 99, 2.5, 5000])('throws for the code %s, which cannot be sent', (code) => {
    const end = { t: 300, from: 'server', close: { code, reason: 'x'.repeat(200) } } as const
    replaying(recordingOf(login, end), ({ network, advance }) => {
      const one = connect(network)
      one.loginByName()
      advance(1_000)
      expect(one.ended).toMatchObject([{ code: 1006 }])
    })
  })

  it('plays the same recording each time, where there is one for each connection', () => {
    const recordings = [1, 2].map((BID) =>
      recordingOf(asked, server(300, { ID: 2, Type: 'Refresh', Fields: { BID } })),
    )
    replaying(recordings, ({ network, advance }) => {
      const clients = [1, 2, 3].map(() => connect(network))
      for (const one of clients) one.send(eur)
      advance(1_000)
      expect(clients.map((one) => one.messages)).toMatchObject([1, 2, 1].map((BID) => [{ Fields: { BID } }]))
    })
  })

  it('is opened for another sub-protocol', () => {
    replaying('', ({ network, advance }) => {
      const one = connect(network, undefined, ['other'])
      advance(1_000)
      expect(one.ended).toMatchObject([{ code: 1006 }])
    })
  })

  it('writes out a long recording at once, deaf to a client that is slow', () => {
    const updates = Array.from({ length: 2_000 }, (_, BID) =>
      server(220, { ID: 2, Type: 'Update', Fields: { BID } }),
    )
    replaying(recordingOf(asked, image, ...updates), ({ replay, advance }) => {
      let [slow, count] = [false, 0]
      const answer = replay.connect({
        path: '/WebSocket',
        protocols: ['tr_json2'],
        deliver: { frame: () => (slow = ++count >= 1_000), close: () => undefined, congested: () => slow },
      })
      if (!('receive' in answer)) throw new Error('refused')
      answer.receive(JSON.stringify(eur))
      advance(1_000)
      expect(count).toBeGreaterThanOrEqual(1_000)
      expect(count).toBeLessThan(1_300)
      slow = false
      count = -5_000
      answer.drained()
      advance(1_000)
      expect(count + 5_000).toBeGreaterThan(700)
    })
  })
})

describe('a replay', () => {
  it('does not let a token client in with the known credentials', () => {
    const host = 'https://api.simulator.test'
    replaying(capture('market-price'), ({ replay, network, advance }) => {
      const lines: LogLine[] = []
      replay.log$.subscribe((line) => lines.push(line))
      const { http, webSocket } = network
      const consumer = createConsumer({
        tokens: passwordGrant({ username: 'user', password: 'password', clientId: 'app', url: `${host}/auth/oauth2/v1/token`, http, clock: time }), // prettier-ignore
        endpoints: discover({ url: `${host}/streaming/pricing/v1/`, http, clock: time }),
        webSocket,
        clock: time,
      })
      const events: ItemEvent[] = []
      consumer.item('TRI.N').subscribe((event) => events.push(event))
      advance(30_000)
      expect(events.length).toBeGreaterThan(15)
      void consumer.close()
      advance(1_000)
      const frames = lines.filter((line) => 'frame' in line)
      expect(frames.length).toBeGreaterThan(15)
      const sent = frames.find(({ frame }) => frame.includes('AuthenticationToken'))?.frame
      expect(sent).toMatch(/"AuthenticationToken":"[0-9a-f]{8}"/)
      expect(lines.filter((line) => 'http' in line)).toHaveLength(2)
      expect(lines.at(-1)).toMatchObject({ connection: 1, close: { code: 1000 } })
    })
  })

  it('takes a speed that is none, or text that is no recording', () => {
    for (const speed of [0, -1, NaN]) expect(() => createReplay('', { speed })).toThrow(UsageError)
    expect(() => createReplay('{"t":1}\n')).toThrow(RecordingError)
  })

  it('throws for an odd recording', () => {
    const id = fc.oneof(
      fc.integer({ min: -1, max: 6 }),
      fc.constant('2'),
      fc.constant([2, 3]),
      fc.constant(null),
    )
    const text = fc.constantFrom('EUR=', '__proto__', '', 'FEED', '1')
    const message = fc.record(
      {
        ID: id,
        Type: fc.constantFrom(
          'Refresh',
          'Update',
          'Status',
          'Close',
          'Ack',
          'Post',
          'Ping',
          'Generic',
          2,
          5,
          null,
          {},
        ),
        Domain: fc.constantFrom('Login', 'Source', 'MarketByPrice', 7, null, 'Odd'),
        Key: fc.oneof(fc.record({ Name: fc.oneof(text, fc.array(text)), Service: fc.oneof(text, fc.nat()) }), fc.constant(5), fc.constant(null)), // prettier-ignore
        State: fc.oneof(fc.record({ Stream: fc.constantFrom('Open', 'Closed', 'NonStreaming', 'Redirected', 4, null) }), fc.constant('Closed')), // prettier-ignore
        Complete: fc.constantFrom(false, true, 'no'),
        Solicited: fc.boolean(),
        Refresh: fc.boolean(),
        Streaming: fc.boolean(),
        Ack: fc.constantFrom(true, 'yes'),
        PostID: fc.nat(2),
        AckID: fc.nat(2),
        Map: fc.constantFrom({ Entries: [{ Key: 1, FilterList: { Entries: [{ Elements: { Name: 'FEED' } }, null] } }] }, null, { Entries: 3 }), // prettier-ignore
        Fields: fc.constantFrom({ BID: 1 }, null, 'x'),
      },
      { requiredKeys: [] },
    )
    const frame = fc.oneof(
      { weight: 8, arbitrary: fc.array(message, { maxLength: 3 }).map((each) => JSON.stringify(each)) },
      { weight: 4, arbitrary: message.map((each) => JSON.stringify(each)) },
      { weight: 1, arbitrary: fc.oneof(fc.string(), fc.json()) },
    )
    const line = fc.oneof(
      { weight: 20, arbitrary: fc.record({ t: fc.integer({ min: -5, max: 300 }), from: fc.constantFrom('client' as const, 'server' as const), frame }) }, // prettier-ignore
      { weight: 1, arbitrary: fc.record({ t: fc.nat(300), from: fc.constantFrom('client' as const, 'server' as const), close: fc.record({ code: fc.integer(), reason: fc.string() }) }) }, // prettier-ignore
    )
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 30 }),
        fc.array(frame, { maxLength: 10 }),
        fc.constantFrom(1, Infinity),
        (lines, frames, speed) => {
          replaying(
            recordingOf(...lines),
            ({ network, advance }) => {
              const one = connect(network)
              one.loginByName()
              // What the recording's own client sent, and other things.
              for (const each of lines) if ('frame' in each && each.from === 'client') one.send(each.frame)
              for (const each of frames) one.send(each)
              advance(2_000)
            },
            { speed },
          )
        },
      ),
      { numRuns: 300 },
    )
  })

  it('leaves a client without an answer to what was answered: a refresh for every name that has one', () => {
    replaying(capture('market-price'), ({ network, advance }) => {
      const consumer = createConsumer({ endpoints: 'wss://h.simulator.test/WebSocket', login: { name: 'me' }, webSocket: network.webSocket, clock: time }) // prettier-ignore
      const names = new Set<string>()
      consumer
        .items(['TRI.N', 'IBM.N'])
        .pipe(
          filter(({ event }) => event.type === 'refresh'),
          take(2),
        )
        .subscribe(({ name }) => names.add(name))
      advance(1_000)
      expect([...names].sort()).toEqual(['IBM.N', 'TRI.N'])
      void consumer.close()
    })
  })
})
