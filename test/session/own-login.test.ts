import { describe, expect, it } from 'vitest'
import { LoginError } from '../../src/errors.js'
import { errorMessage, loginRefresh, refresh, status } from '../support/server-messages.js'
import { withSession } from '../support/session-bench.js'
import { corpusFolder, readCorpus } from '../support/corpus.js'

const fromCookies = { fromCookies: true } as const

const own = (more: object = {}): object => loginRefresh({ ID: -1, ...more })

describe('a login from cookies', () => {
  it('sends nothing, takes the login of the server, and closes that one', () => {
    withSession(({ connection, seen, session, events }) => {
      connection.receive(refresh(2))
      expect([connection.sent, seen.values, connection.last]).toEqual([[], [], undefined])
      connection.receive(own())
      expect(session().loginId).toBe(-1)
      expect(events).toEqual([{ event: 'login.accepted', url: connection.endpoint.url }])
      expect(connection.sent).toEqual([])
      seen.subscription.unsubscribe()
      expect(connection.last).toEqual({ ID: -1, Type: 'Close', Domain: 'Login' })
    }, fromCookies)
  })

  it('takes any negative id, and gives item streams the ids of always', () => {
    withSession(({ connection, session }) => {
      connection.receive(own({ ID: -7 }))
      expect([session().loginId, session().takeIds(1)]).toEqual([-7, 2])
    }, fromCookies)
  })

  it.each(['Status', 'Refresh'])('that is refused by a %s has failed, and is not closed', (Type) => {
    withSession(({ connection, seen }) => {
      connection.receive(status(-1, 'Closed', 'Suspect', 'NotEntitled', { Type, Domain: 'Login' }))
      expect(seen.error).toBeInstanceOf(LoginError)
      expect(seen.error).toMatchObject({ code: 'login-closed', state: { code: 'NotEntitled' } })
      expect(connection.last).toBeUndefined()
    }, fromCookies)
  })

  it('that never comes is given up in time, and there is nothing to close', () => {
    withSession(({ seen, advance, connection }) => {
      advance(14_999)
      expect(seen.errors).toBe(0)
      advance(1)
      expect(seen.error).toMatchObject({ code: 'login-timeout' })
      expect(connection.last).toBeUndefined()
    }, fromCookies)
  })

  it('ends, and changes its state, on its own stream', () => {
    withSession(({ connection, seen, events }) => {
      connection.receive(own())
      connection.receive(status(-1, 'Open', 'Suspect'))
      expect(events.at(-1)).toMatchObject({ event: 'login.state' })
      connection.receive(status(-1, 'Closed', 'Suspect'))
      expect(seen.error).toMatchObject({ code: 'login-closed' })
    }, fromCookies)
  })

  it('is not paused by a reissue, which could end it', () => {
    withSession(({ connection, session }) => {
      connection.receive(own({ Key: { Name: 'x', Elements: { SupportPauseResume: 1 } } }))
      session().pause(true)
      expect(connection.sent).toEqual([])
    }, fromCookies)
  })

  const folder = corpusFolder()
  it.skipIf(folder === undefined)('is what the corpus shows (skipped where that is not there)', () => {
    const [automatic] = readCorpus(`${folder ?? ''}/authentication`).filter(({ name }) =>
      name.includes('automatic'),
    )
    withSession(({ connection, session }) => {
      for (const message of automatic?.message as object[]) connection.receive(message)
      expect(session().loginId).toBe(-1)
      expect(session().login).toMatchObject({ posts: true, maxMsgSize: 61_440, applicationName: 'ADS' })
    }, fromCookies)
  })
})

describe('a login that the server made itself, though one was asked for', () => {
  it('is the login; the refusal of ours is nothing', () => {
    withSession(({ connection, tokens, token, seen, session, events }) => {
      tokens.next(token('one'))
      connection.receive(own())
      connection.receive(status(1, 'Closed', 'Suspect', 'UsageError', { Domain: 'Login' }))
      connection.receive(errorMessage(1))
      expect(seen.errors).toBe(0)
      expect(session().loginId).toBe(-1)
      expect(events[0]).not.toHaveProperty('tokenExpiresAt')
      expect(connection.last).toEqual({ ID: -1, Type: 'Close', Domain: 'Login' })
      // Nothing is sent for a login that does not stand on it.
      tokens.next(token('two'))
      expect(connection.sent).toHaveLength(1)
    })
  })

  it('is not brought the token that came while ours was under way', () => {
    withSession(({ connection, tokens, token, seen }) => {
      tokens.next(token('one'))
      tokens.next(token('two'))
      connection.receive(own())
      expect([seen.values.length, connection.sent.length]).toEqual([1, 1])
    })
  })

  it('does not count when it is refused, or when ours is accepted already', () => {
    withSession(({ connection, tokens, token, seen, session }) => {
      tokens.next(token('one'))
      connection.receive(status(-1, 'Closed', 'Suspect', 'NotEntitled', { Domain: 'Login' }))
      connection.receive(own({ State: { Stream: 'Closed', Data: 'Suspect' } }))
      connection.receive(refresh(-1))
      expect([seen.errors, seen.values.length]).toEqual([0, 0])
      connection.receive(loginRefresh())
      connection.receive(own())
      expect(seen.values).toHaveLength(1)
      expect(session().loginId).toBe(1)
      expect(connection.last).toEqual({ ID: 1, Type: 'Close', Domain: 'Login' })
    })
  })
})

describe('a message without a stream', () => {
  it('is not taken for the login that is still to come from cookies', () => {
    withSession(({ connection, seen, session }) => {
      connection.receive(loginRefresh({ ID: 0 }))
      expect(seen.values).toEqual([])
      connection.receive(own())
      expect(session().loginId).toBe(-1)
    }, fromCookies)
  })
})
