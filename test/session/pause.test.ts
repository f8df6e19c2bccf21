import { describe, expect, it } from 'vitest'
import { loginRefresh } from '../support/server-messages.js'
import { withSession } from '../support/session-bench.js'

const able = (): object => loginRefresh({ Key: { Name: 'x', Elements: { SupportPauseResume: 1 } } })

const reissue = (token: string, more: object = {}): object => ({
  ID: 1,
  Domain: 'Login',
  Key: {
    NameType: 'AuthnToken',
    Elements: { ApplicationId: '256', Position: '10.0.0.1/host', AuthenticationToken: token },
  },
  Refresh: false,
  ...more,
})

describe('pausing a session', () => {
  it('is a login reissue with the current token and everything else as it was, once', () => {
    withSession(({ connection, tokens, token, session }) => {
      tokens.next(token('one'))
      connection.receive(able())
      session().pause(false)
      tokens.next(token('two'))
      session().pause(true)
      session().pause(true)
      session().pause(false)
      expect(connection.sent.slice(1)).toEqual([
        reissue('two'),
        reissue('two', { Pause: true }),
        reissue('two'),
      ])
    })
  })

  it('outlasts a new token', () => {
    withSession(({ connection, tokens, token, session }) => {
      tokens.next(token('one'))
      connection.receive(able())
      session().pause(true)
      tokens.next(token('two'))
      session().pause(false)
      tokens.next(token('three'))
      expect(connection.sent.slice(2)).toEqual([
        reissue('two', { Pause: true }),
        reissue('two'),
        reissue('three'),
      ])
    })
  })

  it('repeats the name of a login by name', () => {
    withSession(
      ({ connection, session }) => {
        connection.receive(able())
        session().pause(true)
        expect(connection.sent[1]).toEqual({
          ID: 1,
          Domain: 'Login',
          Key: {
            Name: 'jdoe',
            Elements: { ApplicationId: '256', Position: '10.0.0.1/host', RoundTripLatency: 2 },
          },
          Refresh: false,
          Pause: true,
        })
      },
      { name: 'jdoe' },
      { latency: true },
    )
  })

  it('never sends a token that has run out; the next one brings the pause along', () => {
    withSession(({ connection, tokens, token, session, advance, events }) => {
      tokens.next(token('one', 5_000))
      connection.receive(able())
      advance(5_000)
      session().pause(true)
      expect(connection.sent).toHaveLength(1)
      expect(events.at(-1)).toMatchObject({ event: 'login.reissue-skipped' })
      tokens.next(token('two'))
      expect(connection.sent[1]).toEqual(reissue('two', { Pause: true }))
    })
  })

  it('is left alone where the server cannot', () => {
    withSession(({ connection, tokens, token, session }) => {
      tokens.next(token('one'))
      connection.receive(loginRefresh())
      session().pause(true)
      tokens.next(token('two'))
      expect(connection.sent.slice(1)).toEqual([reissue('two')])
    })
  })
})
