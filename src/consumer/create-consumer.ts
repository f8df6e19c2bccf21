import {
  BehaviorSubject,
  EMPTY,
  type Observable,
  Subject,
  catchError,
  filter,
  ignoreElements,
  lastValueFrom,
  map,
  merge,
  share,
  switchMap,
  take,
  takeUntil,
  tap,
  timer,
} from 'rxjs'
import { platform } from '#platform'
import { endpointRotation } from '../endpoint/endpoint-rotation.js'
import { ConnectionError } from '../errors.js'
import { createItems } from '../item/items.js'
import type { Session } from '../session/session.js'
import { holdTokens } from '../token/hold-tokens.js'
import { tokenSource } from '../token/token-source.js'
import { refuseClearText } from './clear-text.js'
import type { Consumer } from './consumer.js'
import type { AnyEvent, ConsumerEvent } from './consumer-event.js'
import { withDefaults, type ConsumerOptions } from './consumer-options.js'
import type { ConsumerState } from './consumer-state.js'
import { asOmmError, sessionLinks } from './links.js'
import { attemptSession } from './session-attempt.js'

/** Ends a session when the page goes away, while there is still time to close the login. */
const pageLeft$ = platform.leaving$.pipe(
  map(() => {
    throw new ConnectionError('connection-lost', 'the page is going away', { closeCode: 1001 })
  }),
)

/**
 * Creates a consumer. Nothing is opened yet.
 *
 * @param options - tokens or a login name, endpoints, and what else differs from the defaults
 * @throws {@link UsageError} `invalid-options` when an option cannot work
 *
 * @example
 * ```ts
 * import { clientCredentials, createConsumer, discover, toImage } from 'rx-omm'
 *
 * const consumer = createConsumer({
 *   tokens: clientCredentials({ clientId: 'my-service-account', clientSecret: 'from-a-vault' }),
 *   endpoints: discover({ region: 'us-east-1' }),
 * })
 * consumer
 *   .item('EUR=')
 *   .pipe(toImage())
 *   .subscribe(({ fields, stale }) => console.log(fields.BID, fields.ASK, stale))
 * ```
 */
export const createConsumer = (options: ConsumerOptions): Consumer => {
  const { login, timeouts, clock, random, backoff, pacing, linger, ...settings } = withDefaults(
    options,
    platform,
  )
  const tokens = options.tokens === undefined ? undefined : tokenSource(options.tokens, clock)

  const states = new BehaviorSubject<ConsumerState>({ status: 'idle' })
  const events = new Subject<ConsumerEvent>()
  const closing = new BehaviorSubject(false)
  const closing$ = closing.pipe(filter((isClosing) => isClosing))
  const openSockets = new BehaviorSubject(0)

  const enter = (state: ConsumerState): void => {
    states.next(state)
  }
  const report = (event: AnyEvent): void => {
    events.next({ ...event, at: clock() })
  }

  const endpoints = endpointRotation(options.endpoints, report)
  const items = createItems({ clock, report, pacing, requestTimeout: timeouts.request })

  const links$ = sessionLinks({
    clock,
    random,
    backoff,
    online$: platform.online$,
    report,
    holdTokens: () => (tokens === undefined ? undefined : holdTokens(tokens.token$)),
    attempt: (token$) =>
      merge(
        attemptSession(token$, {
          loginName: login.name,
          endpoint: (credentials) => endpoints.next('token$' in credentials ? credentials : undefined),
          checkEndpoint: (endpoint, credentials) => {
            if ('token$' in credentials && !settings.dangerouslySendTokensInClear) refuseClearText(endpoint)
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
          },
          login: { attributes: login, loginTimeout: timeouts.login, pingTimeout: timeouts.ping, clock },
          enter,
          report,
        }),
        pageLeft$,
      ),
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

  /** Serves the open items on a session, and says how the session is. */
  const serve = (session: Session): Observable<never> => {
    const ready = { status: 'ready', url: session.url, since: clock(), login: session.login } as const
    enter(ready)
    const health$ = session.state$.pipe(
      tap((state) => {
        enter(state.data === 'Suspect' ? { ...ready, suspect: state } : ready)
      }),
      ignoreElements(),
    )
    return merge(health$, items.serve(session))
  }

  /** The consumer at work. Every session serves the open items until the next link takes over. */
  const work$ = merge(
    links$.pipe(
      switchMap((link) => {
        if ('session' in link) return serve(link.session)
        items.outage(link.down)
        return EMPTY
      }),
    ),
    (tokens?.events$ ?? EMPTY).pipe(tap(report), ignoreElements()),
  ).pipe(
    // Not `finalize`, which would also run after a failure and hide it.
    tap({
      unsubscribe: () => {
        if (!closing.value) enter({ status: 'idle' })
      },
    }),
    takeUntil(closing$),
    share({ resetOnRefCountZero: () => timer(linger) }),
  )

  const fail = (error: unknown): Observable<never> => {
    const cause = asOmmError(error)
    enter({ status: 'failed', cause })
    report({ event: 'consumer.failed', cause })
    items.fail(cause)
    return EMPTY
  }

  items.busy$
    .pipe(
      switchMap((busy) => (busy ? work$.pipe(catchError(fail)) : EMPTY)),
      takeUntil(closing$),
    )

    .subscribe()

  const close = (): void => {
    closing.next(true)
    items.close()
    openSockets
      .pipe(
        filter((count) => count === 0),
        take(1),
      )
      // eslint-disable-next-line rxjs-x/no-ignored-error -- a count cannot fail
      .subscribe(() => {
        enter({ status: 'closed' })
        states.complete()
        events.complete()
      })
  }

  return {
    item: (request, itemOptions) => {
      const { name, ...rest } = typeof request === 'string' ? { name: request, ...itemOptions } : request
      return items.item(name, rest)
    },
    items: (names, itemOptions = {}) => items.many(names, itemOptions),
    state$: states.asObservable(),
    events$: events.asObservable(),
    close: () => {
      if (!closing.value) close()
      return lastValueFrom(states.pipe(ignoreElements()), { defaultValue: undefined })
    },
  }
}
