import { Observable, Subject, Subscription, asyncScheduler } from 'rxjs'
import type { Connection } from '../connection/connection.js'
import { LoginError, OmmError, TokenError } from '../errors.js'
import type { Clock } from '../time/clock.js'
import type { Token } from '../token/token.js'
import { loginClose, loginId, loginReissue, loginRequest, type LoginAttributes } from '../wire/build.js'
import { readLogin, type LoginInfo } from '../wire/login.js'
import type { ClientMessage, StreamMessage } from '../wire/messages.js'
import { isOpen, openOk, readState, type State } from '../wire/state.js'
import { cleanMessage } from './clean-message.js'
import { redacted } from './redact.js'
import { closedLogin } from './closed-login.js'
import type { SessionEvent } from './session-event.js'

/** A connection that is logged in. */
export interface Session {
  readonly url: string
  /** What the server told about itself. */
  readonly login: LoginInfo
  /** State of the login; `Suspect` means that the server has lost something behind it. */
  readonly state$: Observable<State>
  /** Messages of every stream but the login. Hot: subscribe at once, nothing is kept. */
  readonly messages$: Observable<StreamMessage>
  send(message: ClientMessage): void
}

/** Who logs in: with the tokens of an observable, or with a name. */
export type Credentials = { readonly name: string } | { readonly token$: Observable<Token> }

/** What a login needs. Times are in milliseconds. */
export interface LoginOptions {
  readonly credentials: Credentials
  readonly attributes: LoginAttributes
  readonly loginTimeout: number
  /** Upper bound of the ping time-out; the server's own is used where it is shorter. */
  readonly pingTimeout: number
  readonly clock: Clock
  readonly report: (event: SessionEvent) => void
}

/**
 * Logs in on an open connection. The first token is the login; every later one is sent as a login reissue on
 * the same connection, which touches no item. Emits the session once the login is accepted; errors when the
 * login is refused, is not answered in time, or ends; unsubscribing closes the login.
 */
export const logIn = (connection: Connection, options: LoginOptions): Observable<Session> =>
  new Observable((subscriber) => {
    const { credentials, attributes, loginTimeout, clock, report } = options
    const messages = new Subject<StreamMessage>()
    const states = new Subject<State>()
    const patience = new Subscription()
    let accepted = false
    let sent: Token | undefined
    let newest: Token | undefined
    let previous: Token | undefined

    // A server may well quote the token before, to say that it has run out.
    const clean = (raw: unknown): string =>
      redacted(
        raw,
        [sent, previous].filter((token) => token !== undefined),
      )

    const cleanLogin = ({ applicationName, ...login }: LoginInfo): LoginInfo =>
      applicationName === undefined ? login : { ...login, applicationName: clean(applicationName) }

    const fail = (error: LoginError): void => {
      // Where the server has ended the login, a close of ours would only be an error to it.
      if (error.code !== 'login-timeout') connection.sayLast(undefined)
      report({ event: 'login.closed', cause: error })
      subscriber.error(error)
    }

    const logInWith = (identity: { name: string } | { token: string }): void => {
      connection.sayLast(loginClose())
      patience.add(
        asyncScheduler.schedule(() => {
          fail(new LoginError('login-timeout', `no answer to the login within ${loginTimeout / 1000} s`))
        }, loginTimeout),
      )
      connection.send(loginRequest(identity, attributes))
    }

    const reissue = (token: Token): void => {
      if (sent?.equals(token) === true) return
      if (token.expiresAt <= clock()) {
        report({ event: 'login.reissue-skipped', tokenExpiresAt: token.expiresAt })
        return
      }
      previous = sent
      sent = token
      connection.send(loginReissue({ token: token.reveal() }, attributes))
      report({ event: 'login.reissued', tokenExpiresAt: token.expiresAt })
    }

    const present = (token: Token): void => {
      // A source that emits several tokens at once does not see that the first of them ended the login.
      if (subscriber.closed) return
      newest = token
      if (sent === undefined) {
        if (token.expiresAt <= clock()) {
          subscriber.error(
            new TokenError('token-expired', 'the token expired before the login could be sent'),
          )
          return
        }
        sent = token
        logInWith({ token: token.reveal() })
      } else if (accepted) {
        reissue(token)
      }
      // Between login and answer a newer token waits: see `accept`.
    }

    const accept = (login: LoginInfo, state: State): void => {
      accepted = true
      patience.unsubscribe()
      report({
        event: 'login.accepted',
        url: connection.endpoint.url,
        ...(sent === undefined ? {} : { tokenExpiresAt: sent.expiresAt }),
      })
      subscriber.next({
        url: connection.endpoint.url,
        login,
        state$: states,
        messages$: messages,
        send: (message) => {
          connection.send(message)
        },
      })
      // Whoever was told of the session may have left it at once.
      if (subscriber.closed) return
      if (state.data === 'Suspect') tellState(state)
      if (newest !== undefined) reissue(newest)
    }

    const tellState = (state: State): void => {
      report({ event: 'login.state', state })
      states.next(state)
    }

    const onLogin = (message: StreamMessage): void => {
      switch (message.Type) {
        case 'Refresh':
        case 'Status': {
          const state = readState(message.State, message.Type === 'Refresh' ? openOk : undefined, clean)
          if (state === undefined) return
          if (!isOpen(state)) {
            fail(closedLogin(state))
            return
          }
          if (message.Type === 'Refresh') {
            const login = cleanLogin(readLogin(message))
            if (login.pingTimeout !== undefined) {
              connection.setPingTimeout(Math.min(options.pingTimeout, login.pingTimeout * 1000))
            }
            // A further refresh answers a reissue or is unsolicited: it is not a new login.
            if (!accepted) accept(login, state)
            else if (state.data !== 'NoChange') tellState(state)
          } else if (accepted && state.data !== 'NoChange') {
            tellState(state)
          }
          return
        }
        case 'Error':
          onError(message.Text)
          return
        default:
          messages.next(message)
      }
    }

    const onError = (raw: unknown): void => {
      const text = clean(raw)
      if (accepted) {
        report({ event: 'server.error', text })
      } else {
        fail(closedLogin({ stream: 'Closed', data: 'Suspect', code: 'UsageError', text }))
      }
    }

    subscriber.add(
      connection.messages$.subscribe({
        next: (message) => {
          if (message.ID === loginId) onLogin(message)
          else if (message.Type === 'Error' && message.ID === 0) onError(message.Text)
          else if (accepted) messages.next(sent === undefined ? message : cleanMessage(message, clean))
        },
        error: (error: unknown) => {
          subscriber.error(error)
        },
      }),
    )
    subscriber.add(patience)
    if ('name' in credentials) {
      logInWith(credentials)
    } else {
      subscriber.add(
        credentials.token$.subscribe({
          next: present,
          error: (error: unknown) => {
            // A login stands on the token that was sent: the server ends it when it does not, and the next
            // attempt hears from the source itself what is the matter.
            if (sent === undefined) subscriber.error(error)
            else
              report({
                event: 'login.renewals-failed',
                ...(error instanceof OmmError ? { cause: error } : {}),
              })
          },
        }),
      )
    }
  })
