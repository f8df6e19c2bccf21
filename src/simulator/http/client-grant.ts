import { catchError, map, of, type Observable } from 'rxjs'
import type { HttpResponse } from '../../http/http.js'
import { now } from '../clock.js'
import type { ServiceAccount } from '../options.js'
import { json, oauthError } from './answer.js'
import { verifyAssertion } from './assertion.js'
import type { Form } from './form.js'
import { checkScope, Refused, required, type TokenWorld } from './grant.js'

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

const badClient = (description: string): Refused =>
  new Refused(oauthError(401, 'invalid_client', description))

const clientToken = ({ settings, tokens }: TokenWorld, user: string, scope: string): HttpResponse => {
  const value = tokens.text(settings.tokenLength)
  const expiresAt = now() + settings.clientTokenLife * 1000
  tokens.add({ value, user, scope, issuedAt: now(), expiresAt })
  return json(200, {
    access_token: value,
    expires_in: settings.clientTokenLife,
    scope,
    token_type: 'Bearer',
  })
}

const byAssertion = (
  world: TokenWorld,
  form: Form,
  client: ServiceAccount | undefined,
): Observable<string> => {
  if (form['client_assertion_type'] !== assertionType)
    throw new Refused(oauthError(400, 'invalid_request', 'Missing or unknown client_assertion_type.'))
  if (form['client_secret'] !== undefined)
    throw new Refused(oauthError(400, 'invalid_request', 'More than one way of client authentication.'))
  if (!client) throw badClient('Unknown client.')
  return verifyAssertion(required(form, 'client_assertion'), client, world.settings.audience)
}

/** Answers `grant_type=client_credentials`, by secret or by signed assertion. */
export const clientGrant = (world: TokenWorld, form: Form): Observable<HttpResponse> => {
  const clientId = required(form, 'client_id')
  const scope = checkScope(form['scope'] ?? '')
  if (world.wishes.passwordRefused.take()) throw badClient('Client authentication failed.')
  const client = world.settings.clients.find((one) => one.clientId === clientId)
  const give = (): HttpResponse => clientToken(world, clientId, scope)
  if (form['client_assertion'] !== undefined || form['client_assertion_type'] !== undefined)
    return byAssertion(world, form, client).pipe(
      map((fault) => {
        if (fault !== '') throw badClient(fault)
        return give()
      }),
      catchError((error: unknown) => {
        if (error instanceof Refused) return of(error.answer)
        throw error
      }),
    )
  const secret = required(form, 'client_secret')
  if (client?.clientSecret !== secret) throw badClient('Client authentication failed.')
  return of(give())
}
