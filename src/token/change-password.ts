import { type Observable, ReplaySubject, forkJoin, map, mergeMap, of, share } from 'rxjs'
import { objectOf } from '../options/check.js'
import { filledText, flag } from '../options/checks.js'
import { createExchange } from '../http/exchange.js'
import { formRequest, toGrant } from './ask-for-grant.js'
import { passwordGrantUrl } from './password-grant.js'
import { type Supplied, supplyText } from './supplied.js'
import {
  defaultScope,
  suppliedText,
  tokenExchangeOptions,
  tokenServiceOptions,
  type TokenServiceOptions,
} from './token-options.js'

/** Options of {@link changePassword}. */
export interface ChangePasswordOptions extends Omit<TokenServiceOptions, 'random'> {
  /** Machine ID, such as `GE-A-01234567-3-8901`. */
  readonly username: string
  /** The password that is valid now, or a function that supplies it. */
  readonly password: Supplied<string>
  /** The password that shall be valid from now on, or a function that supplies it. */
  readonly newPassword: Supplied<string>
  /** AppKey. */
  readonly clientId: string
  /**
   * Client secret; machine IDs normally have none.
   * @defaultValue none
   */
  readonly clientSecret?: Supplied<string>
  /**
   * Signs off any other program that uses the machine ID.
   * @defaultValue `true`
   */
  readonly takeExclusiveSignOnControl?: boolean
}

const check = objectOf(
  { username: filledText, password: suppliedText, newPassword: suppliedText, clientId: filledText },
  { ...tokenServiceOptions, clientSecret: suppliedText, takeExclusiveSignOnControl: flag },
)

/**
 * Changes the password of a machine account. The request goes out at the first subscription, once: later
 * subscriptions get the same outcome, unsubscribing does not take the request back, and nothing is tried again.
 * Emits once and completes when the new password is valid.
 *
 * After an error `token-unavailable` it is not known which password is valid. Length and characters are judged
 * by the service; the vendor's own clients ask for at least 30 characters out of three of the classes upper case,
 * lower case, digit and special.
 *
 * Errors with a {@link TokenError}.
 *
 * @example
 * ```ts
 * import { changePassword } from 'rx-omm'
 *
 * declare const vault: { read(name: string): Promise<string> }
 * changePassword({
 *   username: 'GE-A-01234567-3-8901',
 *   password: () => vault.read('machine-password'),
 *   newPassword: () => vault.read('next-machine-password'),
 *   clientId: 'app-key',
 * }).subscribe({ complete: () => console.log('changed'), error: (error: unknown) => console.error(String(error)) })
 * ```
 * @throws UsageError `invalid-options`
 * @throws TokenError `insecure-transport`
 */
export const changePassword = (options: ChangePasswordOptions): Observable<void> => {
  const exchange = createExchange(tokenExchangeOptions('changePassword', check, passwordGrantUrl, options))
  const {
    username,
    clientId,
    clientSecret,
    scope = defaultScope,
    takeExclusiveSignOnControl = true,
  } = options
  return forkJoin({
    password: supplyText('password', options.password),
    newPassword: supplyText('newPassword', options.newPassword),
    client_secret: clientSecret === undefined ? of(undefined) : supplyText('clientSecret', clientSecret),
  }).pipe(
    mergeMap(({ password, newPassword, client_secret }) => {
      const form = {
        grant_type: 'password',
        username,
        password,
        newPassword,
        client_id: clientId,
        scope,
        takeExclusiveSignOnControl: String(takeExclusiveSignOnControl),
      }
      return exchange(() =>
        of(
          client_secret === undefined
            ? formRequest(form, [password, newPassword])
            : formRequest({ ...form, client_secret }, [password, newPassword, client_secret]),
        ),
      )
    }),
    toGrant(),
    map(() => undefined),
    share({
      connector: () => new ReplaySubject<undefined>(1),
      resetOnComplete: false,
      resetOnError: false,
      resetOnRefCountZero: false,
    }),
  )
}
