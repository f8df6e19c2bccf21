import { BehaviorSubject, EMPTY, type Observable } from 'rxjs'
import { platform } from '#platform'
import { endpointRotation } from '../endpoint/endpoint-rotation.js'
import type { Session } from '../session/session.js'
import { holdTokens } from '../token/hold-tokens.js'
import type { TokenEvent } from '../token/token.js'
import { tokenSource } from '../token/token-source.js'
import { refuseClearText } from './clear-text.js'
import type { AnyEvent } from './consumer-event.js'
import type { ConsumerOptions } from './consumer-options.js'
import type { ConsumerState } from './consumer-state.js'
import { sessionLinks, type Link } from './links.js'
import { attemptSession } from './session-attempt.js'
import { whilePageThere } from './while-page-there.js'
import type { Settings } from './with-defaults.js'

/** The sessions of a consumer. */
export interface ConsumerSessions {
  /** Sessions one after the other, and the gaps between them; errors with what is fatal. */
  readonly links$: Observable<Link>
  /** What happens to the tokens. */
  readonly tokenEvents$: Observable<TokenEvent>
  /** How many sockets are open, or not yet gone; replays. */
  readonly openSockets$: Observable<number>
}

/**
 * Puts the stages together that lead to a session: tokens, endpoints, connection, login, and what follows when one of
 * them fails.
 */
export const consumerSessions = (
  options: ConsumerOptions,
  settings: Settings,
  told: {
    readonly enter: (state: ConsumerState) => void
    readonly report: (event: AnyEvent) => void
  },
): ConsumerSessions => {
  const { login, timeouts, clock, random, backoff } = settings
  const { enter, report } = told
  const { frames } = options
  const tokens = options.tokens === undefined ? undefined : tokenSource(options.tokens, clock)
  const endpoints = endpointRotation(options.endpoints, report)
  const openSockets = new BehaviorSubject(0)
  const untilPageLeft = whilePageThere<Session>(platform)

  const links$ = sessionLinks({
    clock,
    random,
    backoff,
    online$: platform.online$,
    report,
    holdTokens: () => (tokens === undefined ? undefined : holdTokens(tokens.token$)),
    attempt: (token$) =>
      attemptSession(token$, {
        withoutTokens: login.fromCookies ? { fromCookies: true } : { name: login.name },
        endpoint: (credentials) => endpoints.next('token$' in credentials ? credentials : undefined),
        checkEndpoint: (endpoint, credentials) => {
          // Cookies of a login hold a token as well.
          if ('name' in credentials || settings.dangerouslySendTokensInClear) return
          refuseClearText(endpoint)
        },
        tokenTimeout: timeouts.token,
        discoveryTimeout: timeouts.discovery,
        connection: {
          webSocket: (url, protocols) => {
            const socket = settings.webSocket(url, protocols)
            openSockets.next(openSockets.value + 1)
            return socket
          },
          onGone: () => {
            openSockets.next(openSockets.value - 1)
          },
          connectTimeout: timeouts.connect,
          pingTimeout: timeouts.ping,
          clock,
          observeFrames: frames && (() => frames.attach(clock)),
        },
        login: {
          attributes: login,
          loginTimeout: timeouts.login,
          pingTimeout: timeouts.ping,
          clock,
          renewBy: (token, at) => tokens?.renewBy?.(token, at),
        },
        enter,
        report,
      }).pipe(untilPageLeft),
    onReady: (_, token) => {
      endpoints.succeeded()
      if (token !== undefined) tokens?.accepted?.(token)
    },
    refuseToken: (token) => tokens?.refuse(token),
    nextEndpoint: () => {
      endpoints.failed()
    },
    onWait: (attempt, delayMs, cause) => {
      enter({ status: 'waiting', attempt, cause, nextTryAt: clock() + delayMs })
      report({ event: 'retry.scheduled', attempt, delayMs, cause })
    },
  })

  return { links$, tokenEvents$: tokens?.events$ ?? EMPTY, openSockets$: openSockets }
}
