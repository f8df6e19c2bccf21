import { catchError, defer, map, of, switchMap, type Observable } from 'rxjs'
import { now } from '../clock.js'
import type { ServiceAccount } from '../options.js'

const algorithms = new Set(['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512'])

const decode = (part: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const bytes = Uint8Array.from(atob(part.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0))
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes))
    return typeof value === 'object' && value !== null
      ? (value as Readonly<Record<string, unknown>>)
      : undefined
  } catch {
    return undefined
  }
}

const claimFault = (
  claims: Readonly<Record<string, unknown>>,
  { clientId }: ServiceAccount,
  audience: string,
): string => {
  const { iss, sub, aud, iat, exp } = claims
  const seconds = now() / 1000
  if (iss !== clientId) return 'Claim iss is not the client_id.'
  if (sub !== clientId) return 'Claim sub is not the client_id.'
  if (typeof aud !== 'string') return 'Claim aud is not a string.'
  if (aud !== audience) return 'Claim aud is not this service.'
  if (typeof iat !== 'number' || typeof exp !== 'number') return 'Claims iat and exp must be numbers.'
  if (iat > seconds + 30) return 'Claim iat lies in the future; check the clock.'
  if (exp <= seconds) return 'The assertion has expired; check the clock.'
  if (exp - iat > 3600) return 'The assertion lives longer than an hour.'
  return ''
}

/**
 * Checks a client assertion (`private_key_jwt`): header, claims and signature. Emits what is wrong with it, or
 * an empty text. Not in virtual time: package `jose` answers with promises.
 */
export const verifyAssertion = (
  assertion: string,
  client: ServiceAccount,
  audience: string,
): Observable<string> => {
  const [head = '', body = '', signature = '', ...rest] = assertion.split('.')
  const header = decode(head)
  const claims = decode(body)
  if (!header || !claims || signature === '' || rest.length > 0)
    return of('The assertion is not a signed JWT.')
  const { alg, kid, typ } = header
  if (typ !== 'JWT') return of('Header typ is not JWT.')
  const key = client.keys?.find((one) => one['kid'] === kid)
  if (typeof kid !== 'string' || !key) return of('Header kid names no registered key.')
  if (typeof alg !== 'string' || !algorithms.has(alg)) return of('Header alg is not supported.')
  if (key['alg'] !== alg) return of('Header alg is not the one of the registered key.')
  const fault = claimFault(claims, client, audience)
  if (fault !== '') return of(fault)
  return defer(() => import('jose')).pipe(
    switchMap(async ({ compactVerify, importJWK }) => compactVerify(assertion, await importJWK(key, alg))),
    map(() => ''),
    catchError(() => of('The signature does not fit the registered key.')),
  )
}
