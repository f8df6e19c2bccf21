import { Observable, Subject, Subscription, asyncScheduler } from 'rxjs'
import type { Connection } from '../connection/connection.js'
import { LoginError, OmmError, TokenError } from '../errors.js'
import type { Token } from '../token/token.js'
import { loginClose, loginId } from '../wire/build.js'
import { readFault } from '../wire/fault.js'
import { readLogin, type LoginInfo } from '../wire/login.js'
import type { StreamMessage } from '../wire/messages.js'
import { isOpen, openOk, readState, type State } from '../wire/state.js'
import { cleanMessage } from './clean-message.js'
import { closedLogin } from './closed-login.js'
import { createIdentity } from './identity.js'
import { latencyMeter } from './latency.js'
import { makeSession } from './make-session.js'
import { isOwnLogin } from './own-login.js'
import type { LoginOptions, Session } from './session.js'
import { createStreams } from './streams.js'

/** No message has it: 0 is what servers write where they mean no stream. */
const noId = NaN

/**
 * Logs in on an open connection. The first token is the login; every later one is sent as a login reissue on
 * the same connection, which touches no item. A login that the server made itself is taken as it is, whatever was
 * asked for. Emits the session once the login is accepted; errors when the login is refused, is not answered in time,
 * or ends; unsubscribing closes the login.
 */
export const logIn = (connection: Connection, options: LoginOptions): Observable<Session> =>
  new Observable((subscriber) => {
    const { credentials, attributes, loginTimeout, clock, report, renewBy } = options
    const states = new Subject<State>()
    const patience = new Subscription()
    const identity = createIdentity({ connection, attributes, clock, report, renewBy })
    const meter = latencyMeter(connection, attributes.latency === true, clock)
    const streams = createStreams({ identity, isLogin: (one) => one === id, report })
    // The server makes up the id of a login that it makes itself.
    let id = 'fromCookies' in credentials ? noId : loginId
    let accepted = false
    let adopted = false
    let newest: Token | undefined
    let health: State['data'] = 'Ok'
    /** What the server said before it answered. */
    let said = ''

    const fail = (error: LoginError): void => {
      // Where the server has ended the login, a close of ours would only be an error to it.
      if (error.code !== 'login-timeout') connection.sayLast(undefined)
      report({ event: 'login.closed', cause: error })
      subscriber.error(error)
    }

    const awaitAnswer = (): void => {
      patience.add(
        asyncScheduler.schedule(() => {
          const but = said === '' ? '' : `; the server said: ${said}`
          fail(
            new LoginError('login-timeout', `no answer to the login within ${loginTimeout / 1000} s${but}`),
          )
        }, loginTimeout),
      )
    }

    const begin = (request: () => void): void => {
      connection.sayLast(loginClose())
      awaitAnswer()
      request()
    }

    const present = (token: Token): void => {
      // A source that emits several tokens at once does not see that the first of them ended the login.
      if (subscriber.closed || adopted) return
      newest = token
      if (identity.sent() !== undefined) {
        // Between login and answer a newer token waits: see `accept`.
        if (accepted) identity.renew(token)
      } else if (token.expiresAt <= clock()) {
        subscriber.error(new TokenError('token-expired', 'the token expired before the login could be sent'))
      } else {
        begin(() => {
          identity.logInWith(token)
        })
      }
    }

    const tellState = (state: State): void => {
      health = state.data
      report({ event: 'login.state', state })
      states.next(state)
    }

    const accept = (login: LoginInfo, state: State): void => {
      accepted = true
      patience.unsubscribe()
      const token = adopted ? undefined : identity.sent()
      report({
        event: 'login.accepted',
        url: connection.endpoint.url,
        ...(token === undefined ? {} : { tokenExpiresAt: token.expiresAt }),
        ...(login.reissueBy === undefined ? {} : { reissueBy: login.reissueBy }),
      })
      subscriber.next(
        makeSession({
          connection,
          identity,
          streams,
          login,
          loginId: id,
          state$: states,
          latency$: meter.latency$,
        }),
      )
      // Whoever was told of the session may have left it at once.
      if (subscriber.closed) return
      if (state.data === 'Suspect') tellState(state)
      if (newest !== undefined) identity.renew(newest)
    }

    const onState = (message: StreamMessage & { Type: 'Refresh' | 'Status' }): void => {
      const isRefresh = message.Type === 'Refresh'
      const state = readState(message.State, isRefresh ? openOk : undefined, identity.clean)
      if (state === undefined) return
      if (!isOpen(state)) {
        fail(closedLogin(state))
        return
      }
      said = state.text
      const login = isRefresh ? readLogin(message, identity.clean) : undefined
      if (login?.pingTimeout !== undefined) {
        connection.setPingTimeout(Math.min(options.pingTimeout, login.pingTimeout * 1000))
      }
      // A further refresh answers a reissue or is unsolicited: it is not a new login, and rarely news.
      if (login !== undefined && !accepted) accept(login, state)
      else if (accepted && state.data !== 'NoChange' && !(isRefresh && state.data === health))
        tellState(state)
      if (login?.reissueBy !== undefined && !subscriber.closed) identity.wantedBy(login.reissueBy)
    }

    const onLogin = (message: StreamMessage): void => {
      switch (message.Type) {
        case 'Refresh':
        case 'Status':
          // Its code is handed on as it is where it could be a name, and a token could be, too.
          onState(cleanMessage(message, identity.clean))
          return
        case 'Generic':
          if (accepted && !meter.take(message)) streams.route(message)
          return
        default:
          if (accepted) streams.route(message)
          else if (message.Type === 'Error') onRefusal(message.Text)
      }
    }

    const onRefusal = (raw: unknown): void => {
      const { text } = readFault(raw, identity.clean)
      fail(closedLogin({ stream: 'Closed', data: 'Suspect', code: 'UsageError', text }))
    }

    /** A login of ours that is under way will be refused then, and nobody listens to that. */
    const adopt = (message: StreamMessage): void => {
      adopted = true
      id = message.ID
      identity.giveUp()
      connection.sayLast(loginClose(id))
      onLogin(message)
    }

    const beforeAnswer = (message: StreamMessage): void => {
      if (isOwnLogin(message, 'fromCookies' in credentials)) adopt(message)
      else if (message.Type === 'Error' && message.ID === 0) onRefusal(message.Text)
    }

    subscriber.add(
      connection.messages$.subscribe({
        next: (message) => {
          if (message.ID === id) onLogin(message)
          else if (accepted) streams.route(message)
          else beforeAnswer(message)
        },
        error: (error: unknown) => {
          subscriber.error(error)
        },
      }),
    )
    subscriber.add(patience)
    if ('fromCookies' in credentials) {
      awaitAnswer()
    } else if ('name' in credentials) {
      begin(() => {
        identity.logInBy(credentials.name)
      })
    } else {
      subscriber.add(
        credentials.token$.subscribe({
          next: present,
          error: (error: unknown) => {
            // A login stands on the token that was sent: the server ends it when it does not, and the next
            // attempt hears from the source itself what is the matter.
            if (identity.sent() === undefined) subscriber.error(error)
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
