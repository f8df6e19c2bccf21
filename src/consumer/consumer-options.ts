import * as t from 'io-ts'
import { isObservable, type Observable } from 'rxjs'
import type { WebSocketFactory } from '../connection/web-socket.js'
import type { EndpointSource } from '../endpoint/endpoint.js'
import { UsageError } from '../errors.js'
import type { PacingOptions } from '../item/requester.js'
import { checkOptions } from '../options/check-options.js'
import { amount, anyFunction, duration, filledText, fitting, flag, numberWithin } from '../options/codecs.js'
import type { Platform } from '../platform/platform.js'
import type { Backoff } from '../time/backoff.js'
import { defaultClock, type Clock } from '../time/clock.js'
import type { Token, TokenSource } from '../token/token.js'

/** What a login says of the application and its user. */
export interface LoginSettings {
  /**
   * User name, for servers that take a name and no token (an ADS on premises). Needed without `tokens`, and not
   * allowed with them.
   */
  readonly name?: string
  /**
   * Number of the application for the permission system, as text; 257 to 65535 are free for a site.
   * @defaultValue `'256'`
   */
  readonly applicationId?: string
  /**
   * Name of the application.
   * @defaultValue none
   */
  readonly applicationName?: string
  /**
   * Where the user sits: `ip/host` or `ip/net`. Stays the same for the life of the consumer.
   * @defaultValue address and name of this host; `127.0.0.1/net` in a browser
   */
  readonly position?: string
}

/** How long each phase of an attempt may take, in milliseconds. */
export interface Timeouts {
  /**
   * From asking the token source to a token. The grants have shorter times of their own for each request.
   * @defaultValue 120000
   */
  readonly token?: number
  /**
   * From asking for endpoints to a list of them.
   * @defaultValue 60000
   */
  readonly discovery?: number
  /**
   * From opening the WebSocket to its being open.
   * @defaultValue 10000
   */
  readonly connect?: number
  /**
   * From the login request to its answer.
   * @defaultValue 15000
   */
  readonly login?: number
  /**
   * From an item request to its first answer.
   * @defaultValue 15000
   */
  readonly request?: number
  /**
   * Silence of the server after which the connection counts as dead. The server's own time is used where it is
   * shorter.
   * @defaultValue 30000
   */
  readonly ping?: number
}

/** What a consumer is made from. */
export interface ConsumerOptions {
  /** Where tokens come from: a grant, or any observable of tokens. Leave it out to log in by name. */
  readonly tokens?: TokenSource | Observable<Token>
  /** Where to connect: one or several addresses, or service discovery. */
  readonly endpoints: EndpointSource
  /** What the login says besides the token. */
  readonly login?: LoginSettings
  /**
   * Opens WebSockets: the place for a proxy agent, a private CA, or a fake.
   * @defaultValue package `ws` in Node, the platform's own in browsers
   */
  readonly webSocket?: WebSocketFactory
  /**
   * Tells the time in milliseconds since 1970.
   * @defaultValue the default scheduler's time
   */
  readonly clock?: Clock
  /**
   * Gives numbers from 0 to 1 for the jitter of delays.
   * @defaultValue `Math.random`
   */
  readonly random?: () => number
  /** How long each phase may take. */
  readonly timeouts?: Timeouts
  /**
   * Delays between attempts while network or server are away: upper bound of the first and of every delay, in
   * milliseconds. Doubles with each attempt; each delay is a random part of its bound.
   * @defaultValue `{ base: 1000, cap: 30000 }`
   */
  readonly backoff?: Backoff
  /**
   * How long the session is kept after the last subscriber has left, in milliseconds.
   * @defaultValue 5000
   */
  readonly linger?: number
  /** How item requests are paced. */
  readonly pacing?: PacingOptions
  /**
   * Allows a login with a token over `ws://` to a host that is not this machine. Whoever can read the network
   * can then take the session over.
   * @defaultValue `false`
   */
  readonly dangerouslySendTokensInClear?: boolean
}

const codec = t.intersection(
  [
    t.type({
      endpoints: fitting(
        'an address, a list of addresses, an observable or a function',
        (value): value is EndpointSource =>
          typeof value === 'string' ||
          typeof value === 'function' ||
          (typeof value === 'object' && value !== null),
      ),
    }),
    t.partial({
      tokens: fitting(
        'a token source or an observable of tokens',
        (value): value is TokenSource | Observable<Token> =>
          isObservable(value) || (typeof value === 'object' && value !== null && 'token$' in value),
      ),
      login: t.partial({
        name: filledText,
        applicationId: filledText,
        applicationName: filledText,
        position: filledText,
      }),
      webSocket: anyFunction,
      clock: anyFunction,
      random: anyFunction,
      timeouts: t.partial({
        token: duration,
        discovery: duration,
        connect: duration,
        login: duration,
        request: duration,
        ping: duration,
      }),
      backoff: t.intersection([t.type({ base: amount, cap: amount }), t.partial({ floor: amount })]),
      linger: amount,
      pacing: t.partial({ batchSize: numberWithin(1, 65_535), outstanding: numberWithin(1, Infinity) }),
      dangerouslySendTokensInClear: flag,
    }),
  ],
  'an object of options',
)

/**
 * Checks the options of a consumer and fills in what was left out.
 *
 * @throws UsageError `invalid-options` with what is wrong
 */
export const withDefaults = (options: ConsumerOptions, platform: Platform) => {
  checkOptions('createConsumer', codec, options)
  if ((options.login?.name === undefined) === (options.tokens === undefined)) {
    throw new UsageError(
      'invalid-options',
      'createConsumer: one of `tokens` and `login.name` is needed, and not both',
    )
  }
  const { login = {}, timeouts = {}, pacing = {} } = options
  const { name = '', applicationId = '256', position = platform.position(), ...rest } = login
  return {
    login: { name, applicationId, position, ...rest },
    timeouts: {
      token: timeouts.token ?? 120_000,
      discovery: timeouts.discovery ?? 60_000,
      connect: timeouts.connect ?? 10_000,
      login: timeouts.login ?? 15_000,
      request: timeouts.request ?? 15_000,
      ping: timeouts.ping ?? 30_000,
    },
    pacing: { batchSize: pacing.batchSize ?? 500, outstanding: pacing.outstanding ?? 2_000 },
    webSocket: options.webSocket ?? platform.webSocket,
    clock: options.clock ?? defaultClock,
    random: options.random ?? Math.random,
    backoff: options.backoff ?? { base: 1_000, cap: 30_000 },
    linger: options.linger ?? 5_000,
    dangerouslySendTokensInClear: options.dangerouslySendTokensInClear ?? false,
  }
}
