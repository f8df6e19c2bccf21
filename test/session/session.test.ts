import { inspect } from 'node:util'
import { asyncScheduler, of, Subject, throwError, type Observable } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { LoginError, TokenError } from '../../src/errors.js'
import { logIn } from '../../src/session/log-in.js'
import type { Session } from '../../src/session/session.js'
import type { SessionEvent } from '../../src/session/session-event.js'
import { Token } from '../../src/token/token.js'
import type { State } from '../../src/wire/state.js'
import { fakeConnection, type FakeConnection } from '../support/fake-connection.js'
import { virtually } from '../support/marbles.js'
import { observe, type Observed } from '../support/observe.js'
import { errorMessage, loginRefresh, refresh, status, update } from '../support/server-messages.js'

const attributes = { applicationId: '256', position: '10.0.0.1/host' }

interface Bench {
  readonly connection: FakeConnection
  readonly seen: Observed<Session>
  readonly states: State[]
  readonly messages: unknown[]
  readonly events: SessionEvent[]
  readonly tokens: Subject<Token>
  readonly advance: (milliseconds: number) => void
  readonly token: (value: string, life?: number) => Token
}

const withLogin = (
  test: (bench: Bench) => void,
  credentials?: { name: string } | { token$: Observable<Token> },
): void => {
  virtually((advance) => {
    const connection = fakeConnection()
    const tokens = new Subject<Token>()
    const events: SessionEvent[] = []
    const states: State[] = []
    const messages: unknown[] = []
    const seen = observe(
      logIn(connection, {
        credentials: credentials ?? { token$: tokens },
        attributes,
        loginTimeout: 15_000,
        pingTimeout: 30_000,
        clock: () => asyncScheduler.now(),
        report: (event) => {
          events.push(event)
        },
      }),
      (session) => {
        session.state$.subscribe((state) => states.push(state))
        session.messages$.subscribe((message) => messages.push(message))
      },
    )
    const token = (value: string, life = 300_000): Token => {
      const issuedAt = asyncScheduler.now()
      return new Token({ value, issuedAt, expiresAt: issuedAt + life })
    }
    test({ connection, seen, states, messages, events, tokens, advance, token })
    seen.subscription.unsubscribe()
    expect(connection.observed()).toBe(false)
  })
}

const loginWith = (token: string, more: object = {}): object => ({
  ID: 1,
  Domain: 'Login',
  ...more,
  Key: {
    NameType: 'AuthnToken',
    Elements: { ApplicationId: '256', Position: '10.0.0.1/host', AuthenticationToken: token },
  },
})

describe('the login', () => {
  it('is the only thing that is sent before the answer', () => {
    withLogin(({ connection, tokens, token, seen, messages }) => {
      expect(connection.sent).toEqual([])
      tokens.next(token('first'))
      expect(connection.sent).toEqual([loginWith('first')])
      connection.receive(update(2))
      connection.receive(status(1, 'Open', 'Suspect'))
      connection.receive({ ID: 1, Type: 'Status' })
      expect([seen.values.length, messages.length, connection.sent.length]).toEqual([0, 0, 1])
      connection.receive(loginRefresh())
      expect(seen.values).toHaveLength(1)
      expect(seen.values[0]?.login).toMatchObject({
        maxMsgSize: 61_440,
        batchRequests: true,
        batchClose: true,
        views: true,
      })
      connection.receive(refresh(2))
      expect(messages).toHaveLength(1)
    })
  })

  it('by name has no name type', () => {
    withLogin(
      ({ connection }) => {
        expect(connection.sent).toEqual([
          {
            ID: 1,
            Domain: 'Login',
            Key: { Name: 'jdoe', Elements: { ApplicationId: '256', Position: '10.0.0.1/host' } },
          },
        ])
      },
      { name: 'jdoe' },
    )
  })

  it('is accepted by a refresh without a state, by name or number, and without payload or attributes', () => {
    for (const more of [
      { State: undefined },
      { State: { Stream: 1, Data: 1 } },
      { Elements: undefined, Key: null },
      { Elements: 7, Key: { Elements: 'x' } },
    ]) {
      withLogin(({ connection, tokens, token, seen }) => {
        tokens.next(token('t'))
        connection.receive(loginRefresh(more))
        expect(seen.values).toHaveLength(1)
      })
    }
  })

  it('is accepted when suspect, and tells so', () => {
    withLogin(({ connection, tokens, token, seen, states, events }) => {
      tokens.next(token('t'))
      connection.receive(loginRefresh({ State: { Stream: 'Open', Data: 'Suspect', Text: 'upstream' } }))
      expect(seen.values).toHaveLength(1)
      expect(states).toMatchObject([{ data: 'Suspect' }])
      connection.receive(status(1, 'Open', 'Ok'))
      connection.receive(status(1, 'Open', 'NoChange'))
      expect(states).toMatchObject([{ data: 'Suspect' }, { data: 'Ok' }])
      expect(events.map(({ event }) => event)).toEqual(['login.accepted', 'login.state', 'login.state'])
      expect(seen.errors).toBe(0)
    })
  })

  it('survives attributes that are called like members of every object', () => {
    withLogin(({ connection, tokens, token, seen }) => {
      tokens.next(token('t'))
      const nasty = JSON.parse(
        '{"__proto__":1,"toString":1,"constructor":1,"hasOwnProperty":1,"PingTimeout":"30"}',
      ) as object
      connection.receive(loginRefresh({ Elements: nasty, Key: { Elements: nasty } }))
      expect(seen.values).toHaveLength(1)
    })
  })

  it('is not made anew by a second refresh', () => {
    withLogin(({ connection, tokens, token, seen, events }) => {
      tokens.next(token('t'))
      connection.receive(loginRefresh())
      connection.receive(loginRefresh({ Solicited: false }))
      expect(seen.values).toHaveLength(1)
      expect(events.filter(({ event }) => event === 'login.accepted')).toHaveLength(1)
      expect(connection.sent).toHaveLength(1)
    })
  })

  it.each([
    [10, 10_000],
    [60, 30_000],
  ])('takes a ping time-out of %i s from the server where it is shorter', (PingTimeout, expected) => {
    withLogin(({ connection, tokens, token }) => {
      tokens.next(token('t'))
      connection.receive(loginRefresh({ Elements: { PingTimeout } }))
      expect(connection.pingTimeouts).toEqual([expected])
    })
  })

  it('without an answer is given up, and closed', () => {
    withLogin(({ connection, tokens, token, seen, advance }) => {
      advance(60_000)
      tokens.next(token('t'))
      advance(14_999)
      expect(seen.errors).toBe(0)
      advance(1)
      expect(seen.error).toMatchObject({ code: 'login-timeout' })
      expect(connection.last).toEqual({ ID: 1, Type: 'Close', Domain: 'Login' })
    })
  })

  it('with a status in place of an answer is given up with the words of the server, but not with the token', () => {
    withLogin(({ connection, tokens, token, seen, advance }) => {
      tokens.next(token('the-token-of-this-login'))
      const State = {
        Stream: 'Open',
        Data: 'Suspect',
        Text: 'asking elsewhere about the-token-of-this-login',
      }
      connection.receive({ ID: 1, Type: 'Status', Domain: 'Login', State })
      advance(15_000)
      const { message } = seen.error as Error
      expect(message).toMatch(
        /^no answer to the login within 15 s; the server said: asking elsewhere about \S+$/,
      )
      expect(message).not.toContain('the-token')
    })
  })

  it.each([
    ['Closed', 'login-closed'],
    ['ClosedRecover', 'login-closed-recover'],
    ['Redirected', 'login-closed'],
    ['NonStreaming', 'login-closed'],
  ])(
    'ends by %s, before and after it was accepted, by status and refresh, and is not closed',
    (stream, code) => {
      for (const accepted of [true, false]) {
        for (const Type of ['Status', 'Refresh']) {
          withLogin(({ connection, tokens, token, seen, events, advance }) => {
            tokens.next(token('t'))
            if (accepted) connection.receive(loginRefresh())
            connection.receive(status(1, stream, 'Suspect', 'NotEntitled', { Type }))
            expect(seen.error).toBeInstanceOf(LoginError)
            expect(seen.error).toMatchObject({ code, state: { stream, code: 'NotEntitled' } })
            expect(events.at(-1)).toMatchObject({ event: 'login.closed' })
            expect(connection.last).toBeUndefined()
            advance(60_000)
            expect(connection.sent).toHaveLength(1)
          })
        }
      }
    },
  )

  it.each([0, 1])(
    'that is not understood (Error with ID %i) has failed; later errors are only told',
    (id) => {
      withLogin(({ connection, tokens, token, seen }) => {
        tokens.next(token('t'))
        connection.receive(errorMessage(id))
        expect(seen.error).toMatchObject({ code: 'login-closed', state: { code: 'UsageError' } })
      })
      withLogin(({ connection, tokens, token, seen, events, messages }) => {
        tokens.next(token('t'))
        connection.receive(loginRefresh())
        connection.receive(errorMessage(id))
        connection.receive(errorMessage(7))
        expect(seen.errors).toBe(0)
        expect(events.at(-1)).toMatchObject({ event: 'server.error' })
        expect(messages).toMatchObject([{ ID: 7, Type: 'Error' }])
      })
    },
  )

  it('is closed last when it is left', () => {
    withLogin(({ connection, tokens, token, seen }) => {
      expect(connection.last).toBeUndefined()
      tokens.next(token('t'))
      connection.receive(loginRefresh())
      seen.subscription.unsubscribe()
      expect(connection.last).toEqual({ ID: 1, Type: 'Close', Domain: 'Login' })
      expect(tokens.observed).toBe(false)
    })
  })

  it('that is answered at once is accepted once', () => {
    virtually(() => {
      const connection = fakeConnection()
      connection.onSend = () => {
        connection.receive(loginRefresh())
      }
      const options = { attributes, loginTimeout: 1, pingTimeout: 1, clock: () => 0, report: () => undefined }
      const seen = observe(logIn(connection, { credentials: { name: 'n' }, ...options }))
      expect(seen.values).toHaveLength(1)
      seen.subscription.unsubscribe()
    })
  })
})

describe('tokens', () => {
  it('after the first are reissues: same id, no refresh wanted, everything else as it was', () => {
    withLogin(({ connection, tokens, token, seen, events }) => {
      tokens.next(token('one'))
      connection.receive(loginRefresh())
      tokens.next(token('two'))
      tokens.next(token('two'))
      tokens.next(token('three'))
      expect(connection.sent.slice(1)).toEqual([
        loginWith('two', { Refresh: false }),
        loginWith('three', { Refresh: false }),
      ])
      expect(events.filter(({ event }) => event === 'login.reissued')).toHaveLength(2)
      connection.receive(errorMessage(1, 'reissue not understood'))
      expect([seen.values.length, seen.errors]).toEqual([1, 0])
    })
  })

  it('that arrive while the login is pending lead to exactly one reissue, of the newest, after the answer', () => {
    withLogin(({ connection, tokens, token }) => {
      tokens.next(token('one'))
      tokens.next(token('two'))
      tokens.next(token('three'))
      expect(connection.sent).toHaveLength(1)
      connection.receive(loginRefresh())
      connection.receive(loginRefresh())
      expect(connection.sent.slice(1)).toEqual([loginWith('three', { Refresh: false })])
    })
  })

  it('that have expired are never sent: not as the login', () => {
    withLogin(({ connection, tokens, token, seen }) => {
      tokens.next(token('dead', 0))
      expect(seen.error).toBeInstanceOf(TokenError)
      expect(seen.error).toMatchObject({ code: 'token-expired' })
      expect([connection.sent.length, connection.last]).toEqual([0, undefined])
    })
  })

  it('that have expired are never sent: not after another one that had', () => {
    withLogin(
      ({ connection, seen }) => {
        expect(seen.error).toMatchObject({ code: 'token-expired' })
        expect(connection.sent).toEqual([])
      },
      {
        token$: of(
          new Token({ value: 'dead', issuedAt: -1, expiresAt: 0 }),
          new Token({ value: 'alive', issuedAt: 0, expiresAt: 1_000 }),
        ),
      },
    )
  })

  it('that have expired are never sent: not as a reissue, at once or after a pending login', () => {
    withLogin(({ connection, tokens, token, advance, events }) => {
      tokens.next(token('one'))
      tokens.next(token('two', 5_000))
      advance(5_000)
      connection.receive(loginRefresh())
      tokens.next(token('three', 0))
      expect(connection.sent).toHaveLength(1)
      expect(events.filter(({ event }) => event === 'login.reissue-skipped')).toHaveLength(2)
    })
  })

  it('that cannot be had fail the attempt before the login, and never a login that was sent', () => {
    const failure = new TokenError('token-unavailable', 'no token')
    withLogin(
      ({ seen }) => {
        expect(seen.error).toBe(failure)
      },
      { token$: throwError(() => failure) },
    )
    withLogin(({ connection, tokens, token, seen, events }) => {
      tokens.next(token('one'))
      connection.receive(loginRefresh())
      tokens.error(failure)
      expect(seen.errors).toBe(0)
      expect(events.at(-1)).toEqual({ event: 'login.renewals-failed', cause: failure })
    })
  })

  const secret = `eyJhbGciOiJSUzI1NiIsImtpZCI6.${'A1b2C3d4'.repeat(200)}.${'Zz9'.repeat(20)}`
  const echoes: readonly [string, (connection: FakeConnection) => void][] = [
    ['State.Text', (connection) => { connection.receive({ ...status(1, 'Closed', 'Suspect'), State: { Stream: 'Closed', Data: 'Suspect', Text: `bad token: ${secret}!` } }) }], // prettier-ignore
    ['a long State.Text', (connection) => { connection.receive({ ...status(1, 'Closed', 'Suspect'), State: { Stream: 'Closed', Data: 'Suspect', Text: `${'x '.repeat(400)}${secret}` } }) }], // prettier-ignore
    ['a part of it in State.Text', (connection) => { connection.receive({ ...status(1, 'Open', 'Suspect'), State: { Stream: 'Open', Data: 'Suspect', Text: `token=${secret.slice(0, 300)}...` } }) }], // prettier-ignore
    ['State.Code', (connection) => { connection.receive(status(1, 'Closed', 'Suspect', secret)) }], // prettier-ignore
    ['Error.Text', (connection) => { connection.receive(errorMessage(1, `Received '${secret}' for key`)) }], // prettier-ignore
    ['Error.Text with ID 0', (connection) => { connection.receive({ ...errorMessage(0, secret), Debug: { Message: secret } }) }], // prettier-ignore
    ['Key.Name', (connection) => { connection.receive(loginRefresh({ Key: { Name: secret, Elements: {} } })) }], // prettier-ignore
  ]
  it.each(echoes)('echoed by the server in %s are never shown', (_, echo) => {
    for (const accepted of [false, true]) {
      for (const renewed of [false, true]) {
        withLogin(({ connection, tokens, token, seen, events, states }) => {
          tokens.next(token(secret))
          if (accepted) connection.receive(loginRefresh())
          if (renewed) tokens.next(token('another-token-of-some-length'))
          echo(connection)
          const error = seen.error as Error | undefined
          const shown = [
            inspect([events, states, error, seen.values.map(({ login, url }) => ({ login, url }))], {
              depth: 9,
              showHidden: true,
            }),
            JSON.stringify([events, states, error]),
            String(error),
            error?.stack ?? '',
          ].join('\n')
          expect(shown).not.toContain('A1b2C3d4A1b2')
          expect(shown).not.toContain('eyJhbGciOi')
        })
      }
    }
  })

  it('echoed as State.Code are not shown, however short they are', () => {
    for (const stream of ['Open', 'Closed']) {
      withLogin(({ connection, tokens, token, seen, events }) => {
        const short = 'a-token-of-some-length'
        tokens.next(token(short))
        connection.receive(loginRefresh())
        connection.receive(status(1, stream, 'Suspect', short))
        const { message, state } = (seen.error ?? {}) as { message?: string; state?: unknown }
        expect(JSON.stringify([message, state, events])).toContain('[token]')
        expect(JSON.stringify([message, state, events])).not.toContain(short)
      })
    }
  })

  it('leave other words of the server alone', () => {
    withLogin(({ connection, tokens, token, seen }) => {
      tokens.next(token('t0'))
      connection.receive({
        ...status(1, 'Closed', 'Suspect'),
        State: { Stream: 'Closed', Data: 'Suspect', Text: 'Login rejected. UserNameNotAuthorized\u0000' },
      })
      expect(seen.error).toMatchObject({ state: { text: 'Login rejected. UserNameNotAuthorized' } })
    })
  })
})
