import type { HttpResponse } from '../../http/http.js'
import { now } from '../clock.js'
import { json, oauthError } from './answer.js'
import type { Form } from './form.js'
import type { MachineSession } from './machines.js'
import { Refused, required, type TokenWorld } from './grant.js'

/** A new access token for a sign-on, as the answer of V1: `expires_in` is text there. */
export const machineToken = ({ settings, tokens }: TokenWorld, session: MachineSession): HttpResponse => {
  // Near the end of the refresh token's life the access token lives no longer than that.
  const life = Math.min(settings.accessTokenLife, Math.floor((session.diesAt - now()) / 1000))
  const value = tokens.text(settings.tokenLength / 4)
  tokens.add({
    value,
    user: session.username,
    scope: session.scope,
    issuedAt: now(),
    expiresAt: now() + life * 1000,
    session,
  })
  return json(200, {
    access_token: value,
    refresh_token: session.refreshToken,
    expires_in: String(life),
    scope: session.scope,
    token_type: 'Bearer',
  })
}

/** Answers `grant_type=refresh_token`: a new access token and a new refresh token for a sign-on. */
export const refreshGrant = (world: TokenWorld, form: Form): HttpResponse => {
  const invalid = (): Refused => new Refused(oauthError(400, 'invalid_grant', 'Invalid refresh token.'))
  const [refreshToken, username, appKey] = ['refresh_token', 'username', 'client_id'].map((name) =>
    required(form, name),
  )
  if (world.wishes.refreshRefused.take() || refreshToken === undefined) throw invalid()
  const session = world.machines.byRefreshToken(refreshToken)
  if (session?.username !== username || session?.appKey !== appKey) throw invalid()
  // Less than a second of life is no life: the answer counts in whole seconds.
  if (session === undefined || session.diesAt - now() < 1000) throw invalid()
  session.refreshToken = world.tokens.text(world.settings.tokenLength / 4)
  return machineToken(world, session)
}
