import { asyncScheduler, Subject } from 'rxjs'
import { describe, expect, test } from 'vitest'
import { Token, type ConsumerOptions } from '../../src/index.js'
import { observe } from '../support/observe.js'
import { loginRefresh, refresh, status } from '../support/server-messages.js'
import { capableLogin, loggedIn, onWire } from '../support/wire-bench.js'

const seconds = 1_000

const loginStatus = (id: number, ...state: [stream: string, data: string, code?: string]): object => ({
  ...status(id, ...state),
  Domain: 'Login',
})

/** A consumer whose tokens the test gives; a login by name would be against its options. */
const withTokens = (tokens: Subject<Token>): Partial<ConsumerOptions> => ({
  tokens,
  login: { position: '10.1.1.1/host', applicationId: '300', applicationName: 'proof', latency: false },
})

const tokenOf = (value: string): Token =>
  new Token({ value, issuedAt: asyncScheduler.now(), expiresAt: asyncScheduler.now() + 300 * seconds })

describe('login', () => {
  test('26.9 sends nothing but login and Pong before the login is open', () => {
    onWire(({ consumer, socket, advance, sent, receive, logIn, taken }) => {
      observe(consumer.item('A'))
      observe(consumer.items(['B', 'C'], { service: 'S' }))
      observe(consumer.post({ name: 'A', fields: { BID: 1 } }))
      observe(consumer.services$)
      expect(observe(consumer.send({ on: 'login' })).error).toMatchObject({ code: 'item-not-open' })
      advance(0)
      expect(sent()).toEqual([])
      socket().opens()
      advance(seconds)
      receive({ Type: 'Ping' }, refresh(7), loginStatus(1, 'Open', 'Suspect'))
      advance(seconds)
      expect(sent()).toMatchObject([{ ID: 1, Domain: 'Login', Key: { Name: 'user' } }, { Type: 'Pong' }])
      logIn()
      const kinds = taken().map(
        ({ Type = 'Request', Domain = 'MarketPrice' }) => `${String(Type)} ${String(Domain)}`,
      )
      expect(kinds.sort()).toEqual(['Post MarketPrice', 'Request MarketPrice', 'Request Source'])
    })
  })

  test('26.10 takes a login refresh without a State as accepted', () => {
    onWire(({ consumer, advance, logIn, taken, states }) => {
      observe(consumer.item('A'))
      advance(0)
      logIn({ ID: 1, Type: 'Refresh', Domain: 'Login' })
      expect(states.at(-1)).toMatchObject({ status: 'ready' })
      expect(taken()).toMatchObject([{ Key: { Name: 'A' } }])
    })
  })

  test.each(['Status', 'Refresh'])(
    '26.11 Closed in a %s ends the connection; items survive, and nothing is tried at once',
    (Type) => {
      loggedIn(({ open, receive, advance, sockets, logIn, taken }) => {
        const item = open('A')
        receive(refresh(item.id, { BID: 1 }))
        const State = { Stream: 'Closed', Data: 'Suspect', Code: 'NotEntitled', Text: 'Force Logout' }
        receive({ ID: 1, Type, Domain: 'Login', State })
        advance(0)
        expect(sockets[0]?.closes).toEqual([1000])
        expect(sockets[0]?.sent.some((frame) => frame.includes('Close'))).toBe(false)
        expect(item.values.at(-1)).toMatchObject({
          type: 'status',
          stale: { cause: { code: 'login-closed' } },
        })
        advance(4 * seconds)
        expect(sockets).toHaveLength(1)
        advance(600 * seconds)
        expect(sockets.length).toBeGreaterThan(1)
        expect(sockets.length).toBeLessThan(30)
        // Nobody answered so far: the next one is answered.
        for (const before = sockets.length; sockets.length === before;) advance(seconds)
        logIn()
        expect(taken().flatMap(({ Key }) => (Key as { Name: unknown }).Name)).toEqual(['KEEP.UP', 'A'])
        receive(refresh(4, { BID: 2 }))
        expect(item.values.at(-1)).toMatchObject({ type: 'refresh', stale: false, fields: { BID: 2 } })
        expect(item.errors).toBe(0)
      })
    },
  )

  test('26.11 Closed for a final cause ends every item, and there is no further attempt', () => {
    onWire(({ consumer, advance, socket, receive, sockets }) => {
      const item = observe(consumer.item('A'))
      const services = observe(consumer.services$)
      advance(0)
      socket().opens()
      advance(0)
      receive(loginStatus(1, 'Closed', 'Suspect', 'NotEntitled'))
      advance(600 * seconds)
      expect(item.error).toMatchObject({ code: 'login-closed', state: { code: 'NotEntitled' } })
      expect(services.errors).toBe(1)
      expect(sockets).toHaveLength(1)
    })
  })

  test('26.11 ClosedRecover leads to a new connection after a delay', () => {
    loggedIn(({ receive, advance, sockets }) => {
      receive(loginStatus(1, 'ClosedRecover', 'Suspect', 'DacsDown'))
      advance(0)
      expect(sockets[0]?.closes).toEqual([1000])
      expect(sockets).toHaveLength(1)
      advance(60 * seconds)
      expect(sockets.length).toBeGreaterThan(1)
    })
  })

  test('26.12 a further login refresh opens no item again', () => {
    loggedIn(({ open, receive, advance, taken, states, sockets }) => {
      const item = open('A')
      receive(refresh(item.id))
      taken()
      receive(capableLogin(), capableLogin({ Solicited: false }), loginRefresh({ State: undefined }))
      receive(loginStatus(1, 'Open', 'Suspect'))
      expect(states.at(-1)).toMatchObject({ status: 'ready', suspect: { data: 'Suspect' } })
      receive(loginStatus(1, 'Open', 'Ok'))
      expect(states.at(-1)).not.toHaveProperty('suspect')
      advance(10 * seconds)
      expect(taken()).toEqual([])
      expect(item.values).toHaveLength(1)
      expect(sockets).toHaveLength(1)
    })
  })

  test('26.13 a new token is a reissue on the same ID with Refresh false and all attributes', () => {
    const tokens = new Subject<Token>()
    onWire(({ consumer, advance, logIn, sent, sockets }) => {
      observe(consumer.item('A'))
      advance(0)
      tokens.next(tokenOf('first'))
      advance(0)
      logIn()
      tokens.next(tokenOf('second'))
      advance(0)
      const Elements = { ApplicationId: '300', ApplicationName: 'proof', Position: '10.1.1.1/host' }
      const login = (AuthenticationToken: string): object => ({
        ID: 1,
        Domain: 'Login',
        Key: { NameType: 'AuthnToken', Elements: { ...Elements, AuthenticationToken } },
      })
      expect(sent().filter(({ Domain }) => Domain === 'Login')).toEqual([
        login('first'),
        { ...login('second'), Refresh: false },
      ])
      expect(sockets).toHaveLength(1)
    }, withTokens(tokens))
  })

  test('26.14 adopts an automatic login with a negative ID, posts on it and logs out of it', () => {
    onWire(
      ({ consumer, advance, socket, receive, sent }) => {
        const item = observe(consumer.item('A'))
        const post = observe(consumer.post({ name: 'B', fields: { BID: 1 } }))
        advance(0)
        socket().opens()
        advance(seconds)
        expect(sent()).toEqual([])
        receive(capableLogin({ ID: -1 }))
        advance(0)
        const posted = sent().find(({ Type }) => Type === 'Post')
        expect(posted).toMatchObject({ ID: -1, Key: { Name: 'B' } })
        receive({ ID: -1, Type: 'Ack', AckID: posted?.['PostID'] }, refresh(1), refresh(2))
        expect(post.completions).toBe(1)
        expect(item.values).toHaveLength(1)
        void consumer.close()
        expect(sent().at(-1)).toEqual({ ID: -1, Type: 'Close', Domain: 'Login' })
      },
      { login: { fromCookies: true } },
    )
  })

  test('26.15 logging out closes the login, then the socket, and completes every stream', () => {
    loggedIn(({ consumer, open, receive, sent, socket, states }) => {
      const item = open('A')
      const waiting = open('B')
      receive(refresh(item.id))
      const services = observe(consumer.services$)
      void consumer.close()
      expect(sent().at(-1)).toEqual({ ID: 1, Type: 'Close', Domain: 'Login' })
      expect(sent().filter(({ Type }) => Type === 'Close')).toHaveLength(1)
      expect(socket().closes).toEqual([1000])
      for (const { completions, errors } of [item, waiting, services])
        expect([completions, errors]).toEqual([1, 0])
      expect(states.at(-1)).toEqual({ status: 'closed' })
    })
  })
})
