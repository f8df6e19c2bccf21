import { type Observable, type ObservableInput, defer, map, mergeMap, of, tap } from 'rxjs'
import { UsageError } from '../errors.js'
import { fitting, objectOf } from '../options/check.js'
import { anyFunction, filledText, flag, numberWithin, oneOf } from '../options/checks.js'
import { createExchange, type Prepared } from '../http/exchange.js'
import { formRequest, toGrant } from './ask-for-grant.js'
import { assertionSource } from './assertion-source.js'
import { checklist } from './assertion-checklist.js'
import type { Assertion, AssertionClaims, AssertionHeader } from './client-assertion.js'
import type { Grant } from './grant.js'
import { algorithm, type PrivateJwk } from './private-key.js'
import { reusingSource } from './reusing-source.js'
import { type Supplied, supplyText } from './supplied.js'
import type { TokenSource } from './token.js'
import {
  defaultScope,
  suppliedText,
  tokenExchangeOptions,
  tokenServiceOptions,
  type TokenServiceOptions,
} from './token-options.js'

/** Options of {@link clientCredentials}: one of `clientSecret`, `privateKey` and `sign` is needed. */
export interface ClientCredentialsOptions extends TokenServiceOptions {
  /** Id of the service account. */
  readonly clientId: string
  /**
   * Secret of the service account, or a function that supplies it for each request.
   * @defaultValue none
   */
  readonly clientSecret?: Supplied<string>
  /**
   * Private key whose public half is registered with the vendor: a JWK (with `alg` and `kid`), its JSON text, or
   * PEM text (PKCS#8, with `algorithm` and `keyId`), or a function that supplies one for each request. Preferred
   * to the secret where both are given.
   * @defaultValue none
   */
  readonly privateKey?: Supplied<PrivateJwk | string>
  /**
   * Signs assertions elsewhere, such as in an HSM: gets claims and header, gives the compact serialisation. Needs
   * `algorithm` and `keyId`; `privateKey` is not used.
   * @defaultValue none
   */
  readonly sign?: (claims: AssertionClaims, header: AssertionHeader) => string | ObservableInput<string>
  /**
   * Algorithm of a PEM key or of `sign`, such as `PS256`.
   * @defaultValue `alg` of a JWK
   */
  readonly algorithm?: string
  /**
   * Key id of a PEM key or of `sign`.
   * @defaultValue `kid` of a JWK
   */
  readonly keyId?: string
  /**
   * Whom assertions are for.
   * @defaultValue `'https://login.ciam.refinitiv.com/as/token.oauth2'`
   */
  readonly audience?: string
  /**
   * Life of an assertion in seconds, from 30 to 3600.
   * @defaultValue `300`
   */
  readonly assertionLifetime?: number
  /**
   * Gives each assertion an id of its own, against replay.
   * @defaultValue `true`
   */
  readonly jti?: boolean
  /**
   * Seconds by which assertions are dated back, for a machine whose clock is ahead.
   * @defaultValue `0`
   */
  readonly clockSkewSeconds?: number
  /**
   * Whether a new connection uses the token of the connection before while enough of it is left, or a fresh one.
   * @defaultValue `'reuse'`
   */
  readonly tokenOnReconnect?: 'reuse' | 'fresh'
}

/** Address of the vendor's token service for service accounts. */
export const clientCredentialsUrl = 'https://api.refinitiv.com/auth/oauth2/v2/token'

const privateKey = fitting(
  'a JWK, the text of a key, or a function',
  (value): value is object | string =>
    filledText.is(value) || anyFunction.is(value) || (typeof value === 'object' && value !== null),
)

const check = objectOf(
  { clientId: filledText },
  {
    ...tokenServiceOptions,
    clientSecret: suppliedText,
    privateKey,
    sign: anyFunction,
    algorithm,
    keyId: filledText,
    audience: filledText,
    assertionLifetime: numberWithin(30, 3600),
    jti: flag,
    clockSkewSeconds: numberWithin(-86_400, 86_400),
    tokenOnReconnect: oneOf('reuse', 'fresh'),
  },
)

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/**
 * Tokens for a service account (version 2 authentication), by secret or by signed assertion. A subscription gets
 * one token and completes: a live session needs no renewal. Later subscriptions get the same token while it is
 * fresh enough to begin a login with.
 *
 * Errors with a {@link TokenError}, at once: the consumer decides when to try again. A private key that turns out not
 * to fit its `alg` is a {@link UsageError} `invalid-options`.
 *
 * @example
 * ```ts
 * import { clientCredentials, createConsumer, discover } from 'rx-omm'
 *
 * declare const vault: { read(name: string): Promise<string> }
 * const consumer = createConsumer({
 *   tokens: clientCredentials({ clientId: 'GE-ABC', privateKey: () => vault.read('key.jwk') }),
 *   endpoints: discover(),
 * })
 * ```
 * @throws UsageError `invalid-options`, also for a private key that cannot be read
 * @throws TokenError `insecure-transport`
 */
export const clientCredentials = (options: ClientCredentialsOptions): TokenSource => {
  const exchangeOptions = tokenExchangeOptions('clientCredentials', check, clientCredentialsUrl, options)
  const {
    clientId,
    clientSecret,
    scope = defaultScope,
    audience = 'https://login.ciam.refinitiv.com/as/token.oauth2',
    assertionLifetime = 300,
    jti = true,
    clockSkewSeconds = 0,
    tokenOnReconnect = 'reuse',
  } = options
  const { clock } = exchangeOptions
  const exchange = createExchange(exchangeOptions)
  const claimOptions = { clientId, audience, assertionLifetime, jti, clockSkewSeconds }
  const assert = assertionSource(options, claimOptions, clock)
  const form = { grant_type: 'client_credentials', client_id: clientId, scope }
  /** The newest token, so that no error text repeats what a service says about it. */
  let issued = ''

  const byAssertion = (make: () => Observable<Assertion>): Observable<Grant> =>
    defer(() => {
      let newest: Assertion | undefined
      const prepare = (): Observable<Prepared> =>
        make().pipe(
          map((assertion) => {
            newest = assertion
            const { jwt } = assertion
            return formRequest({ ...form, client_assertion_type: assertionType, client_assertion: jwt }, [
              jwt,
              ...jwt.split('.'),
              issued,
            ])
          }),
        )
      return exchange(prepare).pipe(
        toGrant((problem) => (newest === undefined ? '' : checklist(newest, problem))),
      )
    })

  const bySecret = (secret: Supplied<string>): Observable<Grant> =>
    supplyText('clientSecret', secret).pipe(
      mergeMap((given) =>
        exchange(() => of(formRequest({ ...form, client_secret: given }, [given, issued]))),
      ),
      toGrant(),
    )

  const grant =
    assert !== undefined
      ? byAssertion(assert)
      : clientSecret !== undefined
        ? bySecret(clientSecret)
        : undefined
  if (grant === undefined) {
    throw new UsageError(
      'invalid-options',
      'clientCredentials: `clientSecret`, `privateKey` or `sign` is needed',
    )
  }
  const acquire = (): Observable<Grant> =>
    grant.pipe(
      tap(({ token }) => {
        issued = token.reveal()
      }),
    )
  return reusingSource({ grant: 'client_credentials', acquire, tokenOnReconnect, clock })
}
