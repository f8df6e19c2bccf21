import { type Observable, catchError, defer, isObservable, map, of, take, throwIfEmpty } from 'rxjs'
import { DiscoveryError } from '../errors.js'
import type { TokenSource } from '../token/token.js'
import type { Endpoint, EndpointSource } from './endpoint.js'
import type { EndpointEvent } from './endpoint-event.js'
import { normalizeEndpoint } from './normalize-endpoint.js'

/** Goes through endpoints in turn. */
export interface EndpointRotation {
  /**
   * The endpoint to try now. The list is found at the first subscription and kept; it is found anew after three
   * failures in a row, or when the end of it is reached. If that fails, the list there was goes on being used.
   */
  next(tokens: Pick<TokenSource, 'token$'> | undefined): Observable<Endpoint>
  /** The endpoint failed: the next one is next. */
  failed(): void
  /** The endpoint works. */
  succeeded(): void
}

/** Failures in a row after which the list counts as outdated. */
const patience = 3

type Finder = (tokens: Pick<TokenSource, 'token$'> | undefined) => Observable<readonly Endpoint[]>

/** A source as a function; fixed lists are checked here and now. */
const finder = (
  source: EndpointSource,
  report: (event: EndpointEvent) => void,
): { readonly find: Finder; readonly fixed: boolean } => {
  if (typeof source === 'function') return { find: (tokens) => source(tokens, report), fixed: false }
  if (isObservable(source)) return { find: () => source, fixed: false }
  const list = (typeof source === 'string' ? [source] : source).map(normalizeEndpoint)
  return { find: () => of(list), fixed: true }
}

/**
 * Makes the rotation over an endpoint source.
 *
 * @param report - told what is noticed while a list is found
 * @throws UsageError `invalid-options` for a fixed list with an address that cannot be used
 */
export const endpointRotation = (
  source: EndpointSource,
  report: (event: EndpointEvent) => void = () => undefined,
): EndpointRotation => {
  const { find, fixed } = finder(source, report)
  let list: readonly Endpoint[] = []
  let index = 0
  let failures = 0
  let outdated = true

  const noEndpoint = (): DiscoveryError =>
    new DiscoveryError('no-endpoint', 'there is no endpoint to connect to')

  const renew = (tokens: Pick<TokenSource, 'token$'> | undefined): Observable<readonly Endpoint[]> =>
    defer(() => find(tokens)).pipe(
      take(1),
      throwIfEmpty(noEndpoint),
      map((found) => {
        if (found.length === 0) throw noEndpoint()
        return found.map(normalizeEndpoint)
      }),
      // An old list is better than none: the service may be down, and the endpoints not.
      catchError((error: unknown) => {
        if (list.length === 0) throw error
        return of(list)
      }),
    )

  /** Where to begin in a new list: behind the endpoint that was tried last, if it is still there. */
  const startIn = (found: readonly Endpoint[]): number => {
    const last = list.length === 0 ? undefined : list[(index + list.length - 1) % list.length]?.url
    return (found.findIndex(({ url }) => url === last) + 1) % found.length
  }

  const current = (): Endpoint => {
    const endpoint = list[index]
    if (endpoint === undefined) throw noEndpoint()
    return endpoint
  }

  return {
    next: (tokens) =>
      defer(() => {
        if (!outdated) return of(current())
        return renew(tokens).pipe(
          map((found) => {
            index = startIn(found)
            list = found
            failures = 0
            outdated = false
            return current()
          }),
        )
      }),
    failed: () => {
      if (list.length === 0) return
      index = (index + 1) % list.length
      failures += 1
      outdated ||= !fixed && (failures >= patience || index === 0)
    },
    succeeded: () => {
      failures = 0
    },
  }
}
