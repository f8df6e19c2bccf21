import { Observable } from 'rxjs'
import type { Http, HttpResponse } from './http.js'
import { readBody } from './read-body.js'
import { unanswered } from './safe-reason.js'

/**
 * The default {@link Http}: the platform's `fetch`, without cookies, without following redirects. Errors hold
 * a reason such as `ECONNREFUSED` and nothing of the request; a body of more than 4 MiB is one. In browsers a
 * redirect appears as status 0.
 *
 * @example
 * ```ts
 * import { tap, from } from 'rxjs'
 * import { clientCredentials, fetchHttp, type Http } from 'rx-omm'
 *
 * const timed: Http = (request) => from(fetchHttp(request)).pipe(tap(({ status }) => console.log(status)))
 * const tokens = clientCredentials({ clientId: 'GE-…', clientSecret: () => vault(), http: timed })
 *
 * declare const vault: () => Promise<string>
 * ```
 */
export const fetchHttp: Http = ({ method, url, headers, body }) =>
  new Observable<HttpResponse>((subscriber) => {
    const aborter = new AbortController()
    const ask = async (): Promise<HttpResponse> => {
      const response = await fetch(url, {
        method,
        headers,
        ...(body === undefined ? {} : { body }),
        redirect: 'manual',
        credentials: 'omit',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
        signal: aborter.signal,
      })
      return {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: await readBody(response),
      }
    }
    ask().then(
      (response) => {
        subscriber.next(response)
        subscriber.complete()
      },
      (error: unknown) => {
        subscriber.error(unanswered(error))
      },
    )
    return () => {
      aborter.abort()
    }
  })
