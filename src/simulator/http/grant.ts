import type { HttpResponse } from '../../http/http.js'
import type { Settings } from '../settings.js'
import type { Wishes } from '../wishes.js'
import { oauthError } from './answer.js'
import type { Form } from './form.js'
import type { Machines } from './machines.js'
import type { TokenStore } from './token-store.js'

/** What the grants work on. */
export interface TokenWorld {
  readonly settings: Settings
  readonly wishes: Wishes
  readonly tokens: TokenStore
  readonly machines: Machines
}

/** A grant refuses by throwing; the answer is what the client gets. */
export class Refused extends Error {
  constructor(readonly answer: HttpResponse) {
    super('refused')
  }
}

/** The value of a form parameter that must be there. */
export const required = (form: Form, name: string): string => {
  const value = form[name]
  if (value === undefined || value === '')
    throw new Refused(oauthError(400, 'invalid_request', `Missing parameter: ${name}.`))
  return value
}

const scopes = /^trapi(\.[\w.-]+)?$/

/** Checks what a token is to be good for. */
export const checkScope = (scope: string): string => {
  if (!scope.split(' ').every((one) => one === '' || scopes.test(one)))
    throw new Refused(
      oauthError(400, 'invalid_scope', 'The requested scope is invalid, unknown or malformed.'),
    )
  return scope
}
