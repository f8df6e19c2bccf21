import { catchError, defer, map, NEVER, of, throwError, type Observable } from 'rxjs'
import type { HttpRequest, HttpResponse } from '../../http/http.js'
import { now } from '../clock.js'
import type { Recorder } from '../log/recorder.js'
import type { Received } from '../log/received.js'
import type { HttpAnswer } from '../scenario.js'
import type { StandingAnswer } from '../wishes.js'
import { gatewayError, oauthError, phrase } from './answer.js'
import { discovery } from './discovery.js'
import { readForm, type Form } from './form.js'
import type { TokenWorld } from './grant.js'
import { tokenService } from './token-service.js'

/** Nobody answered. */
const refused = (): Observable<never> => throwError(() => new Error('connection refused'))

const standing = (answer: HttpAnswer, usual: (status: number) => HttpResponse): Observable<HttpResponse> => {
  if (answer === 'never') return NEVER
  if (answer === 'refused') return refused()
  const { status, headers, body } = usual(answer.status)
  return of({ status, headers: answer.headers ?? headers, body: answer.body ?? body })
}

const instead = (
  { turns, answer }: StandingAnswer,
  usual: (status: number) => HttpResponse,
  otherwise: () => Observable<HttpResponse>,
): Observable<HttpResponse> => (turns.take() ? standing(answer, usual) : otherwise())

const route = (world: TokenWorld, request: HttpRequest, url: URL, form: Form): Observable<HttpResponse> => {
  const { wishes, settings, tokens } = world
  if (!wishes.accepting$.value.http) return refused()
  const version = /^\/auth\/oauth2\/v([12])\/token$/.exec(url.pathname)?.[1]
  if (version !== undefined)
    return instead(
      wishes.tokens,
      (status) => oauthError(status, 'server_error', phrase(status)),
      () => tokenService(world, version === '1' ? 1 : 2, request, form),
    )
  if (url.pathname === '/streaming/pricing/v1/')
    return instead(
      wishes.discovery,
      (status) => gatewayError(status, phrase(status)),
      () => of(discovery(settings, tokens, request, url)),
    )
  return of(gatewayError(404, 'Not found'))
}

type HttpEntry = {
  -readonly [Member in keyof Extract<Received, { kind: 'http' }>]: Extract<Received, { kind: 'http' }>[Member]
}

/** Token service and service discovery behind one function. */
export const createHttpService =
  (world: TokenWorld, recorder: Recorder): ((request: HttpRequest) => Observable<HttpResponse>) =>
  (request) =>
    defer(() => {
      const { method, headers } = request
      const url = new URL(request.url, 'https://simulator.test')
      const form = readForm(request.body)
      const entry: HttpEntry = { kind: 'http', at: now(), method, url: request.url, headers, form, status: 0 }
      recorder.keep(entry)
      const done = (status: number): void => {
        entry.status = status
        const grant = form['grant_type']
        recorder.log(() => ({
          http: {
            method,
            path: url.pathname,
            status,
            ...(grant === undefined ? {} : { grant_type: grant.slice(0, 64) }),
          },
        }))
      }
      return route(world, request, url, form).pipe(
        map((response) => {
          done(response.status)
          return response
        }),
        catchError((error: unknown) => {
          done(0)
          throw error
        }),
      )
    })
