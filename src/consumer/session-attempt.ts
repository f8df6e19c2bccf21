import {
  type Observable,
  ReplaySubject,
  catchError,
  connect as sharing,
  defer,
  switchMap,
  take,
  tap,
  throwError,
  throwIfEmpty,
  timeout,
} from 'rxjs'
import { connect, type ConnectOptions } from '../connection/connection.js'
import type { Endpoint } from '../endpoint/endpoint.js'
import { DiscoveryError, TokenError } from '../errors.js'
import { logIn } from '../session/log-in.js'
import type { Credentials, LoginOptions, Session } from '../session/session.js'
import type { Token } from '../token/token.js'
import type { AnyEvent } from './consumer-event.js'
import type { ConsumerState } from './consumer-state.js'
import { withoutTokens } from './without-tokens.js'

/** What an attempt at a session needs. Times are in milliseconds. */
export interface AttemptOptions {
  /** How to log in where there are no tokens. */
  readonly withoutTokens: Exclude<Credentials, { token$: Observable<Token> }>
  readonly endpoint: (credentials: Credentials) => Observable<Endpoint>
  /** Throws where an endpoint must not be used. */
  readonly checkEndpoint: (endpoint: Endpoint, credentials: Credentials) => void
  readonly tokenTimeout: number
  readonly discoveryTimeout: number
  readonly connection: Omit<ConnectOptions, 'report'>
  readonly login: Omit<LoginOptions, 'credentials' | 'report'>
  readonly enter: (state: ConsumerState) => void
  readonly report: (event: AnyEvent) => void
}

/** Endpoint, connection, login: from credentials to a session. */
const sessionWith = (credentials: Credentials, options: AttemptOptions): Observable<Session> => {
  const { enter, report } = options
  return defer(() => {
    enter({ status: 'discovering' })
    return options.endpoint(credentials)
  }).pipe(
    timeout({
      first: options.discoveryTimeout,
      with: () =>
        throwError(() => new DiscoveryError('discovery-unavailable', 'no list of endpoints in time')),
    }),
    take(1),
    tap((endpoint) => {
      options.checkEndpoint(endpoint, credentials)
    }),
    switchMap((endpoint) => {
      enter({ status: 'connecting', url: endpoint.url })
      return connect(endpoint, { ...options.connection, report })
    }),
    switchMap((connection) => {
      enter({ status: 'logging-in', url: connection.endpoint.url })
      return logIn(connection, { ...options.login, credentials, report })
    }),
  )
}

const sessionWithTokens = (token$: Observable<Token>, options: AttemptOptions): Observable<Session> =>
  token$.pipe(
    // One subscription to the source for the whole attempt, and the newest token for whoever needs one: the
    // discovery's Bearer, the login, and then the reissues.
    sharing(
      (shared$) =>
        shared$.pipe(
          timeout({
            first: options.tokenTimeout,
            with: () =>
              throwError(() => new TokenError('token-unavailable', 'the source gave no token in time')),
          }),
          throwIfEmpty(() => new TokenError('no-token', 'the source completed without a token')),
          take(1),
          switchMap(() => sessionWith({ token$: shared$ }, options)),
        ),
      { connector: () => new ReplaySubject<Token>(1) },
    ),
  )

/**
 * One attempt at a session: token, endpoint, connection, login, in this order. Emits the session; every later
 * token is the session's to reissue. Errors with what failed; unsubscribing closes login and socket.
 *
 * @param token$ - where tokens come from; `undefined` to log in without them
 */
export const attemptSession = (
  token$: Observable<Token> | undefined,
  options: AttemptOptions,
): Observable<Session> => {
  if (token$ === undefined) return sessionWith(options.withoutTokens, options)
  return defer(() => {
    let sent: readonly Token[] = []
    options.enter({ status: 'authenticating' })
    return sessionWithTokens(
      token$.pipe(
        tap((token) => {
          sent = [token, ...sent.slice(0, 1)]
        }),
      ),
      options,
    ).pipe(
      catchError((error: unknown) => {
        throw withoutTokens(error, sent)
      }),
    )
  })
}
