import { type Observable, catchError, defer, forkJoin, mergeMap, of, tap } from 'rxjs'
import { TokenError } from '../errors.js'
import { objectOf } from '../options/check.js'
import { filledText, flag, numberWithin, oneOf } from '../options/checks.js'
import { createExchange, type Prepared } from '../http/exchange.js'
import { formRequest, toGrant } from './ask-for-grant.js'
import type { Grant } from './grant.js'
import { lockoutGuard } from './lockout-guard.js'
import { renewingSource } from './renewing-source.js'
import { type Supplied, supplyText } from './supplied.js'
import type { TokenSource } from './token.js'
import {
  defaultScope,
  suppliedText,
  tokenExchangeOptions,
  tokenServiceOptions,
  type TokenServiceOptions,
} from './token-options.js'

/** Options of {@link passwordGrant}. */
export interface PasswordGrantOptions extends TokenServiceOptions {
  /** Machine ID, such as `GE-A-01234567-3-8901`. */
  readonly username: string
  /** Password of the machine ID, or a function that supplies it for each request that needs it. */
  readonly password: Supplied<string>
  /** AppKey. */
  readonly clientId: string
  /**
   * Client secret; machine IDs normally have none.
   * @defaultValue none
   */
  readonly clientSecret?: Supplied<string>
  /**
   * Signs off any other program that uses the machine ID. With `false` the sign-on fails with `session-quota`
   * while there is one.
   * @defaultValue `true`
   */
  readonly takeExclusiveSignOnControl?: boolean
  /**
   * Part of its life after which a token is renewed, from 0.05 to 0.95.
   * @defaultValue `0.8`
   */
  readonly renewAt?: number
  /**
   * What follows a renewal that failed for want of an answer: the password, as in the vendor's SDK, or the
   * refresh token again until 0.95 of the token's life, then the password.
   * @defaultValue `'password'`
   */
  readonly refreshRetry?: 'password' | 'refresh-first'
}

/** Address of the vendor's token service for machine IDs. */
export const passwordGrantUrl = 'https://api.refinitiv.com/auth/oauth2/v1/token'

const check = objectOf(
  { username: filledText, password: suppliedText, clientId: filledText },
  {
    ...tokenServiceOptions,
    clientSecret: suppliedText,
    takeExclusiveSignOnControl: flag,
    renewAt: numberWithin(0.05, 0.95),
    refreshRetry: oneOf('password', 'refresh-first'),
  },
)

/** The secrets of one request. Kept no longer than that. */
interface Secrets {
  readonly password: string
  readonly clientSecret: string | undefined
}

/**
 * Tokens for a machine account (version 1 authentication): signs on with the password, renews with the refresh
 * token for as long as somebody is subscribed, and falls back to the password when a renewal fails or the
 * refresh token nears its end. One source serves one machine ID; share it between consumers.
 *
 * The account is protected from lock-out: a refused password that never worked is not sent again by this
 * source; one that had worked is tried once more after a minute.
 *
 * Errors with a {@link TokenError}.
 *
 * @example
 * ```ts
 * import { createConsumer, discover, passwordGrant } from 'rx-omm'
 *
 * declare const vault: { read(name: string): Promise<string> }
 * const consumer = createConsumer({
 *   tokens: passwordGrant({
 *     username: 'GE-A-01234567-3-8901',
 *     password: () => vault.read('machine-password'),
 *     clientId: 'app-key',
 *   }),
 *   endpoints: discover({ region: 'eu-west-1' }),
 * })
 * ```
 * @throws UsageError `invalid-options`
 * @throws TokenError `insecure-transport`
 */
export const passwordGrant = (options: PasswordGrantOptions): TokenSource => {
  const exchangeOptions = tokenExchangeOptions('passwordGrant', check, passwordGrantUrl, options)
  const {
    username,
    password,
    clientId,
    clientSecret,
    scope = defaultScope,
    takeExclusiveSignOnControl = true,
    renewAt = 0.8,
    refreshRetry = 'password',
    random = Math.random,
  } = options
  const exchange = createExchange(exchangeOptions)
  const guard = lockoutGuard()

  /** Secrets that are here anyway; a service that has seen them may repeat them at any time. */
  const lasting = [password, clientSecret].filter((secret) => typeof secret === 'string')
  /** These and the newest tokens: no error text repeats what a service says about them. */
  let issued: readonly string[] = lasting

  const remember = tap(({ token, refreshToken = '' }: Grant) => {
    issued = [...lasting, token.reveal(), refreshToken]
  })

  const supplySecret = (): Observable<string | undefined> =>
    clientSecret === undefined ? of(undefined) : supplyText('clientSecret', clientSecret)

  const passwordForm = (secrets: Secrets): Prepared => {
    const form = {
      grant_type: 'password',
      username,
      password: secrets.password,
      client_id: clientId,
      scope,
      takeExclusiveSignOnControl: String(takeExclusiveSignOnControl),
    }
    return secrets.clientSecret === undefined
      ? formRequest(form, [secrets.password, ...issued])
      : formRequest({ ...form, client_secret: secrets.clientSecret }, [
          secrets.password,
          secrets.clientSecret,
          ...issued,
        ])
  }

  const acquire = (): Observable<Grant> =>
    forkJoin({ password: supplyText('password', password), clientSecret: supplySecret() }).pipe(
      mergeMap((secrets) => {
        const credentials = JSON.stringify(secrets)
        guard.check(credentials)
        return exchange(() => of(passwordForm(secrets))).pipe(
          toGrant(),
          remember,
          tap(() => {
            guard.worked()
          }),
          catchError((error: unknown) => {
            const refused = error instanceof TokenError && error.code === 'credentials-refused'
            throw refused ? guard.refused(credentials, error) : error
          }),
        )
      }),
    )

  const refresh = (refreshToken: string): Observable<Grant> =>
    defer(supplySecret).pipe(
      mergeMap((secret) =>
        exchange(() => {
          const form = {
            grant_type: 'refresh_token',
            username,
            client_id: clientId,
            refresh_token: refreshToken,
          }
          return of(
            secret === undefined
              ? formRequest(form, [refreshToken, ...issued])
              : formRequest({ ...form, client_secret: secret }, [refreshToken, secret, ...issued]),
          )
        }),
      ),
      toGrant(),
      remember,
    )

  const { clock } = exchangeOptions
  return renewingSource({ grant: 'password', acquire, refresh, renewAt, refreshRetry, clock, random })
}
