import { isObservable, type Observable } from 'rxjs'
import type { EndpointSource } from '../endpoint/endpoint.js'
import { UsageError } from '../errors.js'
import type { LastFrames } from '../frames/last-frames.js'
import { fitting, objectOf } from '../options/check.js'
import { checkOptions } from '../options/check-options.js'
import { amount, anyFunction, duration, filledText, flag, numberWithin } from '../options/checks.js'
import type { Platform } from '../platform/platform.js'
import { postUser } from '../post/check-post.js'
import { defaultClock } from '../time/clock.js'
import type { Token, TokenSource } from '../token/token.js'
import type { ConsumerOptions } from './consumer-options.js'

const check = objectOf(
  {
    endpoints: fitting(
      'an address, a list of addresses, an observable or a function',
      (value): value is EndpointSource =>
        typeof value === 'string' ||
        typeof value === 'function' ||
        (typeof value === 'object' && value !== null),
    ),
  },
  {
    tokens: fitting(
      'a token source or an observable of tokens',
      (value): value is TokenSource | Observable<Token> =>
        isObservable(value) || (typeof value === 'object' && value !== null && 'token$' in value),
    ),
    login: objectOf(
      {},
      {
        name: filledText,
        applicationId: filledText,
        applicationName: filledText,
        position: filledText,
        fromCookies: flag,
        latency: flag,
      },
    ),
    webSocket: anyFunction,
    // Not by its class, which only those load who use it.
    frames: fitting(
      'what `lastFrames` gives',
      (value): value is LastFrames => typeof value === 'object' && value !== null && 'attach' in value,
    ),
    clock: anyFunction,
    random: anyFunction,
    timeouts: objectOf(
      {},
      {
        token: duration,
        discovery: duration,
        connect: duration,
        login: duration,
        request: duration,
        directory: duration,
        service: duration,
        post: duration,
        ping: duration,
      },
    ),
    backoff: objectOf({ base: amount, cap: amount }, { floor: amount }),
    linger: amount,
    pacing: objectOf(
      {},
      {
        batchSize: numberWithin(1, 65_535),
        outstanding: numberWithin(1, Infinity),
        posts: numberWithin(1, Infinity),
      },
    ),
    postUser,
    dangerouslySendTokensInClear: flag,
  },
  'an object of options',
)

const dotted = /^\d+\.\d+\.\d+\.\d+$/

/** The address in a position, which is `ip/host` or `ip/net`; posts take nothing but IPv4. */
const addressOf = (position: string): string => {
  const [address = ''] = position.split('/')
  return dotted.test(address) ? address : '127.0.0.1'
}

/**
 * Checks the options of a consumer and fills in what was left out.
 *
 * @throws UsageError `invalid-options` with what is wrong
 */
export const withDefaults = (options: ConsumerOptions, platform: Platform) => {
  checkOptions('createConsumer', check, options)
  const { login = {}, timeouts = {}, pacing = {} } = options
  const identities = [options.tokens, login.name, login.fromCookies === true || undefined]
  if (identities.filter((identity) => identity !== undefined).length !== 1) {
    throw new UsageError(
      'invalid-options',
      'createConsumer: one of `tokens` and `login.name` is needed, and not both; neither with `login.fromCookies`',
    )
  }
  const { name = '', applicationId = '256', position = platform.position(), ...rest } = login
  return {
    login: { name, applicationId, position, latency: true, fromCookies: false, ...rest },
    timeouts: {
      token: timeouts.token ?? 120_000,
      discovery: timeouts.discovery ?? 60_000,
      connect: timeouts.connect ?? 10_000,
      login: timeouts.login ?? 15_000,
      request: timeouts.request ?? 15_000,
      directory: timeouts.directory ?? 3_000,
      service: timeouts.service ?? Infinity,
      post: timeouts.post ?? 15_000,
      ping: timeouts.ping ?? 30_000,
    },
    pacing: {
      batchSize: pacing.batchSize ?? 500,
      outstanding: pacing.outstanding ?? 2_000,
      posts: pacing.posts ?? 1_000,
    },
    postUser: options.postUser ?? { address: addressOf(position), userId: 0 },
    webSocket: options.webSocket ?? platform.webSocket,
    clock: options.clock ?? defaultClock,
    random: options.random ?? Math.random,
    backoff: options.backoff ?? { base: 1_000, cap: 30_000 },
    linger: options.linger ?? 5_000,
    dangerouslySendTokensInClear: options.dangerouslySendTokensInClear ?? false,
  }
}

/** The options of a consumer with nothing left out. */
export type Settings = ReturnType<typeof withDefaults>
