import { of, type Observable } from 'rxjs'
import type { HttpRequest, HttpResponse } from '../../http/http.js'
import { oauthError } from './answer.js'
import { clientGrant } from './client-grant.js'
import type { Form } from './form.js'
import { Refused, required, type TokenWorld } from './grant.js'
import { passwordGrant } from './password-grant.js'
import { refreshGrant } from './refresh-grant.js'

const grant = (world: TokenWorld, version: 1 | 2, form: Form): Observable<HttpResponse> => {
  const type = required(form, 'grant_type')
  if (version === 1 && type === 'password') return of(passwordGrant(world, form))
  if (version === 1 && type === 'refresh_token') return of(refreshGrant(world, form))
  if (version === 2 && type === 'client_credentials') return clientGrant(world, form)
  throw new Refused(oauthError(400, 'unsupported_grant_type', 'The grant type is not supported.'))
}

/** Answers a request to `/auth/oauth2/v1/token` or `/auth/oauth2/v2/token`. */
export const tokenService = (
  world: TokenWorld,
  version: 1 | 2,
  request: HttpRequest,
  form: Form,
): Observable<HttpResponse> => {
  if (request.method !== 'POST')
    return of({
      ...oauthError(405, 'invalid_request', 'The method is not allowed.'),
      headers: { 'content-type': 'application/json', allow: 'POST' },
    })
  const type = request.headers['content-type'] ?? ''
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type))
    return of(oauthError(415, 'invalid_request', 'The content type is not supported.'))
  try {
    return grant(world, version, form)
  } catch (error) {
    if (error instanceof Refused) return of(error.answer)
    throw error
  }
}
