import { asyncScheduler, Subject } from 'rxjs'
import { expect } from 'vitest'
import type { Latency } from '../../src/session/latency.js'
import { logIn } from '../../src/session/log-in.js'
import type { Credentials, Session } from '../../src/session/session.js'
import type { SessionEvent } from '../../src/session/session-event.js'
import { Token } from '../../src/token/token.js'
import type { LoginAttributes } from '../../src/wire/build.js'
import { fakeConnection, type FakeConnection } from './fake-connection.js'
import { virtually } from './marbles.js'
import { observe, type Observed } from './observe.js'

/** A login on a connection whose other end is the test. */
export interface SessionBench {
  readonly connection: FakeConnection
  readonly seen: Observed<Session>
  /** The session; there is one once the login was accepted. */
  readonly session: () => Session
  readonly tokens: Subject<Token>
  readonly events: SessionEvent[]
  /** What each of the streams of the session told, in order. */
  readonly messages: unknown[]
  readonly acks: unknown[]
  readonly generics: unknown[]
  readonly latencies: Latency[]
  /** Tokens, and when the server wanted another one in their place. */
  readonly wanted: (readonly [Token, number])[]
  readonly advance: (milliseconds: number) => void
  readonly token: (value: string, life?: number) => Token
}

/** Logs in, by tokens unless something else is given, and lets the test play the server. */
export const withSession = (
  test: (bench: SessionBench) => void,
  credentials?: Credentials,
  attributes: Partial<LoginAttributes> = {},
): void => {
  virtually((advance) => {
    const connection = fakeConnection()
    const tokens = new Subject<Token>()
    const kept = { events: [] as SessionEvent[], messages: [] as unknown[], acks: [] as unknown[] }
    const generics: unknown[] = []
    const latencies: Latency[] = []
    const wanted: (readonly [Token, number])[] = []
    const seen = observe(
      logIn(connection, {
        credentials: credentials ?? { token$: tokens },
        attributes: { applicationId: '256', position: '10.0.0.1/host', ...attributes },
        loginTimeout: 15_000,
        pingTimeout: 30_000,
        clock: () => asyncScheduler.now(),
        report: (event) => {
          kept.events.push(event)
        },
        renewBy: (token, at) => wanted.push([token, at]),
      }),
      (session) => {
        session.messages$.subscribe((message) => kept.messages.push(message))
        session.acks$.subscribe((message) => kept.acks.push(message))
        session.generics$.subscribe((message) => generics.push(message))
        session.latency$.subscribe((latency) => latencies.push(latency))
      },
    )
    const token = (value: string, life = 300_000): Token => {
      const issuedAt = asyncScheduler.now()
      return new Token({ value, issuedAt, expiresAt: issuedAt + life })
    }
    const session = (): Session => {
      const [first] = seen.values
      if (first === undefined) throw new Error('not logged in')
      return first
    }
    test({ connection, seen, session, tokens, ...kept, generics, latencies, wanted, advance, token })
    seen.subscription.unsubscribe()
    expect(connection.observed()).toBe(false)
  })
}
