import { type Observable, type ObservableInput, catchError, defer, map, mergeMap, of } from 'rxjs'
import { TokenError, UsageError } from '../errors.js'
import type { Clock } from '../time/clock.js'
import {
  type Assertion,
  assertionClaims,
  type AssertionClaims,
  type AssertionHeader,
  type AssertionOptions,
  signAssertion,
} from './client-assertion.js'
import { type PrivateJwk, readPrivateKey, type SigningKey } from './private-key.js'
import { callBack, type Supplied, supply } from './supplied.js'

/** Where signatures come from. */
export interface Signing {
  readonly privateKey?: Supplied<PrivateJwk | string>
  readonly sign?: (claims: AssertionClaims, header: AssertionHeader) => string | ObservableInput<string>
  readonly algorithm?: string
  readonly keyId?: string
}

const compactForm = /^[\w-]+\.[\w-]+\.[\w-]+$/

const checked = (jwt: unknown): string => {
  if (typeof jwt === 'string' && compactForm.test(jwt)) return jwt
  throw new TokenError('credentials-callback', '`sign` gave something that is not a signed assertion')
}

/** Keys by value are read once, where the mistake is made; keys by callback each time. */
const keys = ({ privateKey, algorithm, keyId }: Signing): (() => Observable<SigningKey>) | undefined => {
  if (privateKey === undefined) return undefined
  const read = (source: unknown): SigningKey => readPrivateKey(source, algorithm, keyId)
  if (typeof privateKey === 'function') return () => supply('privateKey', privateKey, read)
  const key = read(privateKey)
  return () => of(key)
}

/**
 * Makes the function that makes assertions, a new one for each request; `undefined` when there is nothing to
 * sign with.
 *
 * @throws UsageError `invalid-options`
 */
export const assertionSource = (
  signing: Signing,
  claimOptions: AssertionOptions,
  clock: Clock,
): (() => Observable<Assertion>) | undefined => {
  const { sign, algorithm: alg, keyId: kid, privateKey } = signing
  if (sign !== undefined) {
    if (alg === undefined || kid === undefined) {
      throw new UsageError('invalid-options', 'clientCredentials: `sign` needs `algorithm` and `keyId`')
    }
    return () =>
      defer(() => {
        const header: AssertionHeader = { alg, kid, typ: 'JWT' }
        const claims = assertionClaims(claimOptions, clock())
        return callBack('sign', () => sign(claims, header)).pipe(
          map((jwt) => ({ jwt: checked(jwt), header, claims })),
        )
      })
  }
  const key = keys(signing)
  if (key === undefined) return undefined
  // The platform's reason is dropped: it may quote the key.
  const cannotSign = (): Error =>
    typeof privateKey === 'function'
      ? new TokenError('credentials-callback', '`privateKey` gave a key that cannot sign')
      : new UsageError('invalid-options', 'clientCredentials: `privateKey` cannot sign with its `alg`')
  return () =>
    defer(key).pipe(
      mergeMap((signingKey) => {
        const header: AssertionHeader = { alg: signingKey.alg, kid: signingKey.kid, typ: 'JWT' }
        const claims = assertionClaims(claimOptions, clock())
        return signAssertion(signingKey, claims, header).pipe(
          catchError(() => {
            throw cannotSign()
          }),
          map((jwt) => ({ jwt, header, claims })),
        )
      }),
    )
}
