import { type Observable, type ObservableInput, defer, catchError, from, map, tap, throwError } from 'rxjs'
import { TokenError } from '../errors.js'
import { objectOf } from '../options/check.js'
import { checkOptions } from '../options/check-options.js'
import { anyFunction, flag, numberWithin, oneOf } from '../options/checks.js'
import { type Clock, defaultClock } from '../time/clock.js'
import { backEndFailure } from './back-end-failure.js'
import { type Grant, type GrantedToken, grantOf, seconds, tokenText } from './grant.js'
import { renewingSource } from './renewing-source.js'
import { reusingSource } from './reusing-source.js'
import { asStream, callBack } from './supplied.js'
import { Token, type TokenSource } from './token.js'

/** A token as a back end hands it out: under the name of OAuth, or in plain words. */
export type ExternalToken = (
  | {
      /** The token itself. */
      readonly access_token: string
    }
  | {
      /** The token itself. */
      readonly value: string
    }
) & {
  /** Seconds that it is still good for, counted from the request. */
  readonly expires_in: number | string
}

/** What {@link externalTokens} tells the function that gets a token. */
export interface TokenWish {
  /**
   * True when the server has refused the token that was given last, so that another one is needed: a back end that
   * keeps its tokens has to drop that one, and must not hand it out again. False for a first token and for renewals.
   */
  readonly refused: boolean
}

/** Options of {@link externalTokens}. */
export interface ExternalTokensOptions {
  /**
   * Whether a live session has to be told new tokens: `true` for tokens of version 1 authentication, `false` for
   * version 2.
   * @defaultValue `true`
   */
  readonly reissue?: boolean
  /**
   * With `reissue`: part of its remaining life after which the next token is asked for, from 0.05 to 0.95.
   * @defaultValue `0.8`
   */
  readonly renewAt?: number
  /**
   * Without `reissue`: whether a new connection uses the token of the connection before while enough of it is
   * left, or a fresh one.
   * @defaultValue `'reuse'`
   */
  readonly tokenOnReconnect?: 'reuse' | 'fresh'
  /**
   * Tells the time, in milliseconds since 1970.
   * @defaultValue the clock of RxJS's default scheduler
   */
  readonly clock?: Clock
  /**
   * Gives numbers from 0 to below 1, for the jitter of retries.
   * @defaultValue `Math.random`
   */
  readonly random?: () => number
}

const check = objectOf(
  {},
  {
    reissue: flag,
    renewAt: numberWithin(0.05, 0.95),
    tokenOnReconnect: oneOf('reuse', 'fresh'),
    clock: anyFunction,
    random: anyFunction,
  },
)

const answerCheck = objectOf({ access_token: tokenText, expires_in: seconds }, {})

/** An answer in plain words under the names of OAuth. */
const renamed = (answer: unknown): unknown =>
  typeof answer === 'object' && answer !== null && 'value' in answer
    ? { ...answer, access_token: answer.value }
    : answer

const toGrant = (given: unknown, askedAt: number): Grant => {
  if (given instanceof Token) {
    return { token: given, askedAt, expiresIn: (given.expiresAt - askedAt) / 1000 }
  }
  const answer = renamed(given)
  const faults = answerCheck.faults(answer, '')
  if (faults.length === 0) return grantOf(answer as GrantedToken, askedAt)
  throw new TokenError('credentials-callback', `what the function gave is not a token: ${faults.join('; ')}`)
}

/**
 * Tokens that somebody else acquires, such as the back end of a web page, where no secret may be. `get` is called
 * for each token that is needed: once a connection, and with `reissue` again before the token runs out.
 *
 * What a back end should do, for example under `GET /token`: answer 200 with JSON
 * `{ "access_token": "…", "expires_in": 240 }`, where `expires_in` are the seconds that are left and
 * `Cache-Control: no-store` is set; 401 when the user is signed out; 403 when the user may not have a token; 429
 * when asked too often; 5xx when it cannot get one now. It renews the token before it hands out one with little
 * life left.
 *
 * When `get` fails with an error that has a numeric `status` (as the errors of Angular's `HttpClient` and of
 * `rxjs/ajax` have), the status decides: 400 and 401 end as `credentials-refused` (after one more try in a
 * minute, if it has worked before), 403, 404, 410 and 451 as `token-stopped`; after others, after an error without a
 * status, such as `fetch` has where there is no network, and after 30 seconds without an answer it is
 * `token-unavailable`, and asked again for as long as it takes. A `get` that throws at once, or gives something that is no
 * token, is `credentials-callback`.
 *
 * A back end that keeps a token for all has to be told when a server has refused it. `get` is told by `refused`, and
 * passes it on, for example as `/token?refused=1`. Without that the back end hands it out again, and that ends with
 * `token-refused`.
 *
 * Errors with a {@link TokenError}.
 *
 * @example
 * ```ts
 * import { ajax } from 'rxjs/ajax'
 * import { createConsumer, externalTokens, type ExternalToken } from 'rx-omm'
 *
 * const consumer = createConsumer({
 *   tokens: externalTokens(({ refused }) => ajax.getJSON<ExternalToken>(refused ? '/token?refused=1' : '/token')),
 *   endpoints: ['wss://rto.example.com'],
 * })
 * ```
 * @throws UsageError `invalid-options`
 */
export const externalTokens = (
  get: (wish: TokenWish) => ExternalToken | Token | ObservableInput<ExternalToken | Token>,
  options: ExternalTokensOptions = {},
): TokenSource => {
  checkOptions('externalTokens', anyFunction, get)
  checkOptions('externalTokens', check, options)
  const {
    reissue = true,
    renewAt = 0.8,
    tokenOnReconnect = 'reuse',
    clock = defaultClock,
    random = Math.random,
  } = options
  /** Since the last token: one refusal may pass, where there was a token before. */
  let mayPass = false
  let given: Token | undefined
  /** The one given last was refused, and no other one has come since. */
  let refused = false

  const acquire = (): Observable<Grant> =>
    defer(() => {
      const askedAt = clock()
      const told = () =>
        // A mistake in the function may throw at once. Later errors are those of the way to the back end.
        from(asStream(get({ refused }))).pipe(
          catchError((error: unknown) => throwError(() => backEndFailure(error, mayPass))),
        )
      return callBack('get', told, 'token-unavailable').pipe(map((answer) => toGrant(answer, askedAt)))
    }).pipe(
      tap({
        next: ({ token }) => {
          mayPass = true
          if (given?.equals(token) !== true) refused = false
          given = token
        },
        error: (error: unknown) => {
          if (error instanceof TokenError && error.code === 'credentials-refused') mayPass = false
        },
      }),
    )

  const source = reissue
    ? renewingSource({ grant: 'external', acquire, renewAt, refreshRetry: 'password', clock, random })
    : reusingSource({ grant: 'external', acquire, tokenOnReconnect, clock })
  return {
    ...source,
    refuse: (token) => {
      if (given?.equals(token) === true) refused = true
      source.refuse(token)
    },
  }
}
