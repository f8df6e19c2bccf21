import type { Http } from '../../http/http.js'
import { clientCredentials } from '../../token/client-credentials.js'
import { passwordGrant } from '../../token/password-grant.js'
import type { TokenSource } from '../../token/token.js'
import type { Clock } from '../../time/clock.js'
import type { Identity } from './stage-options.js'

/** What a test injects in the place of the outer world. */
export interface World {
  readonly http: Http
  readonly clock: Clock
  readonly random: () => number
}

/** Tokens that the simulator accepts; `undefined` for a login by name. */
export const tokensFor = (
  identity: Identity,
  host: string,
  { http, clock, random }: World,
): TokenSource | undefined => {
  if (identity === 'v1' || (typeof identity === 'object' && 'v1' in identity)) {
    const account = { username: 'user', password: 'password', clientId: 'app' }
    const url = `${host}/auth/oauth2/v1/token`
    return passwordGrant({ ...account, url, http, clock, random, ...(identity === 'v1' ? {} : identity.v1) })
  }
  if (identity === 'v2' || 'v2' in identity) {
    const account = { clientId: 'client', clientSecret: 'secret' }
    const url = `${host}/auth/oauth2/v2/token`
    return clientCredentials({ ...account, url, http, clock, ...(identity === 'v2' ? {} : identity.v2) })
  }
  return undefined
}
