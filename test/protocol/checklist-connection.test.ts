import { of } from 'rxjs'
import { describe, expect, test } from 'vitest'
import { discover, Token } from '../../src/index.js'
import { observe } from '../support/observe.js'
import { refresh, update } from '../support/server-messages.js'
import { capableLogin, loggedIn, onWire } from '../support/wire-bench.js'

const seconds = 1_000
const bytes = (text: string): number => new TextEncoder().encode(text).length

describe('connection and framing', () => {
  test('26.1 opens /WebSocket with tr_json2, and fails if the server selects none or another', () => {
    onWire(
      ({ consumer, socket, advance, states, sent }) => {
        observe(consumer.item('TRI.N'))
        advance(0)
        expect(socket()).toMatchObject({ url: 'ws://127.0.0.1:15000/WebSocket', protocols: ['tr_json2'] })
        socket().opens('')
        advance(0)
        expect(sent()).toEqual([])
        expect(states.at(-1)).toMatchObject({ status: 'waiting', cause: { code: 'subprotocol-refused' } })
        advance(seconds)
        socket().opens('rssl.rwf')
        advance(0)
        expect(sent()).toEqual([])
        expect(states.at(-1)).toMatchObject({ status: 'waiting', cause: { code: 'subprotocol-refused' } })
      },
      { endpoints: '127.0.0.1:15000' },
    )
  })

  test('26.1 opens /WebSocket at the host that discovery names', () => {
    const services = [{ endpoint: 'h.test', port: 8443, location: ['us-east-1a'], transport: 'websocket', dataFormat: ['tr_json2'] }] // prettier-ignore
    const http = () => of({ status: 200, headers: {}, body: JSON.stringify({ services }) })
    onWire(
      ({ consumer, socket, advance }) => {
        observe(consumer.item('TRI.N'))
        advance(0)
        expect(socket().url).toBe('wss://h.test:8443/WebSocket')
      },
      {
        endpoints: discover({ http, region: 'us-east-1' }),
        tokens: of(new Token({ value: 'T', issuedAt: 0, expiresAt: Infinity })),
        login: {},
      },
    )
  })

  test('26.2 takes a message alone and several in an array, in their order', () => {
    loggedIn(({ open, socket, receive }) => {
      const a = open('A')
      const b = open('B')
      socket().receives(refresh(a.id, { N: 0 }))
      receive(update(a.id, { N: 1 }), refresh(b.id, { N: 0 }), update(a.id, { N: 2 }), update(b.id, { N: 1 }))
      expect(a.values.map((event) => 'fields' in event && event.fields.N)).toEqual([0, 1, 2])
      expect(b.values.map((event) => 'fields' in event && event.fields.N)).toEqual([0, 1])
    })
  })

  test('26.3 survives what is no message, an unknown Type, unknown members and unknown IDs', () => {
    loggedIn(({ open, socket, receive, told, sockets, advance }) => {
      const item = open('A')
      receive(refresh(item.id))
      for (const raw of ['', '{', '[', 'null', '1', '"x"', '[[]]', '[null]', '{"ID":2}', '\u0000', '[]'])
        socket().receivesRaw(raw)
      socket().receivesRaw(new ArrayBuffer(4))
      receive({ ID: item.id, Type: 'Nonsense' }, { ID: item.id, Type: 99 }, { ID: item.id })
      receive(refresh(9_999), update(-5), { ID: 9_999, Type: 'Status', State: { Stream: 'Closed' } })
      receive({ ID: 9_999, Type: 'Ack', AckID: 1 }, { ID: 9_999, Type: 'Generic' })
      receive(update(item.id, { BID: 3 }, { Unknown: { deeply: [null] } }))
      advance(seconds)
      expect(item.values.map(({ type }) => type)).toEqual(['refresh', 'update'])
      expect(item.values.at(-1)).toMatchObject({ fields: { BID: 3 }, stale: false })
      expect(told('frame.malformed').length).toBeGreaterThan(8)
      expect(sockets).toHaveLength(1)
    })
  })

  test('26.4 sends text frames of one message each, and writes integers plainly', () => {
    loggedIn(({ open, consumer, socket, advance }) => {
      open('A', { view: ['BID', -12, 22], priority: { class: 5, count: 10 }, service: 257 })
      const fields = { A: 2 ** 53 - 1, B: 2n ** 63n, C: -0, D: 1e20, E: 0.5 }
      observe(consumer.post({ name: 'A', fields, seqNumber: 2 ** 32 - 1 }))
      expect(() => consumer.post({ name: 'A', fields: { F: 1e21 } })).toThrow(/1e21/)
      advance(0)
      const post = socket().sent.find((frame) => frame.includes('"Post"'))
      expect(post).toContain('"A":9007199254740991,"B":9223372036854775808,"C":0,"D":100000000000000000000,')
      expect(post).toContain('"SeqNumber":4294967295')
      for (const frame of socket().sent) {
        expect(typeof frame).toBe('string')
        expect(Array.isArray(JSON.parse(frame)), frame).toBe(false)
        expect(frame.replace(/"[^"]*"/g, '""')).not.toMatch(/\d[eE]|\d\.0\b/)
      }
    })
  })

  test('26.5 never sends a frame above MaxMsgSize, measured in bytes of UTF-8', () => {
    const limit = 400
    const login = capableLogin({ Elements: { PingTimeout: 30, MaxMsgSize: limit } })
    loggedIn(
      ({ consumer, socket, advance, open, receive, sent }) => {
        const names = Array.from({ length: 100 }, (_, index) => `ÄÖÜ€-${index}.N`)
        const many = observe(consumer.items(names))
        const long = 'ä'.repeat(limit / 2)
        const item = open(long)
        const post = observe(consumer.post({ name: 'A', fields: { TEXT: long } }))
        const fits = observe(consumer.post({ name: 'A', fields: { TEXT: 'fits' } }))
        advance(0)
        expect(item.error).toMatchObject({ code: 'request-too-large', item: long })
        expect(post.error).toMatchObject({ code: 'post-too-large', outcome: 'not-sent' })
        receive({ ID: 1, Type: 'Ack', AckID: sent().find(({ Type }) => Type === 'Post')?.PostID })
        expect(fits.completions).toBe(1)
        const generic = { on: 'login', content: { Xml: long } } as const
        expect(observe(consumer.send(generic)).error).toMatchObject({ code: 'invalid-options' })
        many.subscription.unsubscribe()
        advance(0)
        expect(socket().sent.length).toBeGreaterThan(8)
        expect(Math.max(...socket().sent.map(bytes))).toBeLessThanOrEqual(limit)
        const asked = socket().sent.flatMap((frame) => (JSON.parse(frame) as { Key?: { Name?: unknown } }).Key?.Name ?? []) // prettier-ignore
        expect(names.filter((name) => !asked.includes(name))).toEqual([])
      },
      {},
      login,
    )
  })
})

describe('keep-alive', () => {
  test('26.6 answers every Ping with one Pong, before the login as well', () => {
    onWire(({ consumer, socket, sent, receive, advance, logIn }) => {
      observe(consumer.item('A'))
      advance(0)
      const pongs = (): number => sent().filter(({ Type }) => Type === 'Pong').length
      socket().opens()
      socket().receives({ Type: 'Ping' })
      expect(pongs()).toBe(1)
      receive({ Type: 'Ping' }, { Type: 'Pong' }, { Type: 'Ping' })
      expect(pongs()).toBe(3)
      logIn()
      receive({ Type: 'Ping' })
      expect(pongs()).toBe(4)
      expect(sent().filter(({ Type }) => Type === 'Pong')).toEqual(Array(4).fill({ Type: 'Pong' }))
    })
  })

  test('26.7 gives a connection up that is silent for PingTimeout; any frame is a sign of life', () => {
    loggedIn(({ advance, socket, sent, sockets, told, receive }) => {
      for (let time = 0; time < 5; time += 1) {
        advance(25 * seconds)
        socket().receivesRaw(time % 2 === 0 ? '[{"Type":"Pong"}]' : 'not even JSON')
      }
      expect(socket().terminations).toBe(0)
      expect(sent().some(({ Type }) => Type === 'Ping')).toBe(true)
      receive({ Type: 'Pong' })
      advance(45 * seconds)
      expect(sockets[0]).toMatchObject({ terminations: 1 })
      expect(told('connection.lost')).toMatchObject([{ cause: { code: 'peer-silent' } }])
      expect(sockets.length).toBeGreaterThan(1)
    })
  })

  test('26.8 reads PingTimeout and MaxMsgSize from the payload, and does without', () => {
    const Key = { Name: 'user', Elements: { PingTimeout: 3, MaxMsgSize: 150, SupportOMMPost: 1 } }
    const fields = { TEXT: 'x'.repeat(600) }
    loggedIn(
      ({ advance, sockets: [socket], consumer }) => {
        const post = observe(consumer.post({ name: 'A', fields }))
        expect(post.error).toBeUndefined()
        advance(11 * seconds)
        expect(socket?.terminations).toBe(0)
        advance(8 * seconds)
        expect(socket?.terminations).toBe(1)
      },
      {},
      capableLogin({ Key, Elements: { PingTimeout: 12, MaxMsgSize: 1_000 } }),
    )
    for (const Elements of [undefined, null, {}, { PingTimeout: null, MaxMsgSize: 'x' }]) {
      loggedIn(
        ({ advance, sockets: [socket], consumer }) => {
          const post = observe(consumer.post({ name: 'A', fields }))
          advance(25 * seconds)
          expect([socket?.terminations, post.error]).toMatchObject([0, { code: 'post-timeout' }])
          advance(20 * seconds)
          expect(socket?.terminations).toBe(1)
        },
        {},
        capableLogin({ Key, Elements }),
      )
    }
  })
})
