import { type Observable, catchError, defer, mergeMap, of, take, throwIfEmpty, timeout } from 'rxjs'
import { match } from 'ts-pattern'
import { systemCodeOf } from '../errors/system-code.js'
import type { Clock } from '../time/clock.js'
import {
  bodyKind,
  describeAnswer,
  readComplaint,
  readJson,
  type ServiceComplaint,
} from './describe-answer.js'
import type { Http, HttpRequest, HttpResponse } from './http.js'
import { redirectOf } from './redirect.js'
import { parseRetryAfter } from './retry-after.js'
import { isCertificateReason, safeReason } from './safe-reason.js'
import { serverText } from './scrub.js'

/** A request but for its address, and the secrets in it, which must not come back in an error text. */
export interface Prepared extends Omit<HttpRequest, 'url'> {
  readonly secrets: readonly string[]
}

/** A service answered with JSON. */
export interface Answer {
  readonly ok: true
  readonly json: unknown
  readonly response: HttpResponse
  /** When the last request of the exchange was sent, in milliseconds since 1970. */
  readonly sentAt: number
}

/**
 * What stands in the way, in words that token service and discovery share.
 *
 * - `refused`: HTTP 400 or 401
 * - `stopped`: HTTP 403, 404, 410 or 451
 * - `throttled`: HTTP 429
 * - `unavailable`: no answer, another status, or a body that is not JSON
 * - `untrusted-redirect`: a redirect that must not be followed
 */
export type ProblemKind = 'refused' | 'stopped' | 'throttled' | 'unavailable' | 'untrusted-redirect'

/** A service did not help. */
export interface Problem {
  readonly ok: false
  readonly kind: ProblemKind
  /** What happened, in one line without secrets. */
  readonly text: string
  /** What the service complained about, as it came: not for print. */
  readonly complaint?: ServiceComplaint
  readonly status?: number
  /** In milliseconds. */
  readonly retryAfter?: number
  /** Code of the system for why there was no answer. */
  readonly systemCode?: string
  /** The answer's `Date` less the clock here, in milliseconds. */
  readonly clockDifference?: number
}

/** What an exchange needs to know about its service. */
export interface ExchangeOptions {
  /** The service in error texts, such as `token service`. */
  readonly name: string
  readonly url: string
  readonly http: Http
  readonly clock: Clock
  /** Longest wait for the answer to one request, in milliseconds. */
  readonly timeout: number
  readonly allowedRedirectHosts: readonly string[]
}

/** Wait after TLS did not trust the service, in milliseconds: only a human cures that. */
const certificateWait = 30_000

/** Most redirects that are followed in a row. */
const maxHops = 3

/** What OAuth calls troubles of the service itself; some services send them with the status of a bad request. */
const ownTroubles: readonly unknown[] = ['server_error', 'temporarily_unavailable']

const problemKind = (status: number, error: string): ProblemKind =>
  match<number, ProblemKind>(status)
    .with(400, 401, () => (ownTroubles.includes(error) ? 'unavailable' : 'refused'))
    .with(403, 404, 410, 451, () => 'stopped')
    .with(429, () => 'throttled')
    .otherwise(() => 'unavailable')

const refusedAnswer = (
  name: string,
  response: HttpResponse,
  secrets: readonly string[],
  now: number,
): Problem => {
  const retryAfter = parseRetryAfter(response.headers['retry-after'], now)
  const date = Date.parse(response.headers.date ?? '')
  const complaint = readComplaint(response.body)
  return {
    ok: false,
    kind: problemKind(response.status, complaint.error),
    text: `the ${name} answered ${describeAnswer(response, secrets)}`,
    complaint,
    status: response.status,
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(Number.isNaN(date) ? {} : { clockDifference: date - now }),
  }
}

/**
 * Makes the function that talks to one service: sends what `prepare` gives, follows redirects as far as they
 * are trusted, and tells what came of it. Each request of the exchange, redirects included, is prepared anew,
 * so that a client assertion is never sent twice. Permanent redirects are remembered for the life of the
 * function. Every trouble with the service is a value; only errors of `prepare` are errors.
 */
export const createExchange = (
  options: ExchangeOptions,
): ((prepare: () => Observable<Prepared>) => Observable<Answer | Problem>) => {
  const { name, http, clock, timeout: patience, allowedRedirectHosts } = options
  const rule = { home: options.url, allowedHosts: allowedRedirectHosts }
  let current = options.url

  const problem = (what: string, kind: ProblemKind = 'unavailable'): Problem => ({
    ok: false,
    kind,
    text: `the ${name} ${what}`,
  })

  const send = (request: HttpRequest): Observable<HttpResponse | Problem> =>
    defer(() => http(request)).pipe(
      take(1),
      throwIfEmpty(),
      timeout({ first: patience, with: () => of(noAnswer(`none within ${patience / 1000} s`)) }),
      catchError((error: unknown) => of(noAnswer(safeReason(error), systemCodeOf(error)))),
    )

  const noAnswer = (reason: string, systemCode?: string): Problem => ({
    ok: false,
    kind: 'unavailable',
    ...(isCertificateReason(reason) ? { retryAfter: certificateWait } : {}),
    ...(systemCode === undefined ? {} : { systemCode }),
    text: reason === 'no answer' ? `no answer from the ${name}` : `no answer from the ${name} (${reason})`,
  })

  const judge = (response: HttpResponse, secrets: readonly string[], sentAt: number): Answer | Problem => {
    if (response.status < 200 || response.status > 299) return refusedAnswer(name, response, secrets, clock())
    const json = readJson(response.body)
    return json === undefined
      ? problem(`did not answer with JSON (${serverText(bodyKind(response), secrets)})`)
      : { ok: true, json, response, sentAt }
  }

  const exchange = (
    prepare: () => Observable<Prepared>,
    url: string,
    hops: number,
  ): Observable<Answer | Problem> =>
    prepare().pipe(
      take(1),
      mergeMap(({ secrets, ...request }) => {
        const sentAt = clock()
        return send({ ...request, url }).pipe(
          mergeMap((response): Observable<Answer | Problem> => {
            if ('ok' in response) return of(response)
            return match(redirectOf({ method: request.method, url }, response, rule))
              .with(undefined, () => of(judge(response, secrets, sentAt)))
              .with({ kind: 'untrusted' }, ({ why }) =>
                of(problem(`answered with ${serverText(why, secrets)}`, 'untrusted-redirect')),
              )
              .with({ kind: 'broken' }, ({ why }) => of(problem(`answered with ${why}`)))
              .with(
                { kind: 'follow' },
                () => hops === maxHops,
                () => of(problem(`redirected more than ${maxHops} times`)),
              )
              .with({ kind: 'follow' }, (redirect) => {
                if (redirect.permanent) current = redirect.url
                return exchange(prepare, redirect.url, hops + 1)
              })
              .exhaustive()
          }),
        )
      }),
    )

  return (prepare) => defer(() => exchange(prepare, current, 0))
}
