import { type Endpoint, type ExternalToken, type TokenSource, externalTokens } from 'rx-omm'
import { defer } from 'rxjs'
import { faults } from '../../../shared/faults'
import { type Feed, haste } from './feed'

/** What went wrong with a request. The status tells the library whether it is worth another try; 0 means no answer. */
const failure = (status: number): Error => Object.assign(new Error(`HTTP ${status}`), { status })

const ask = async <T>(path: string, init?: RequestInit): Promise<T> => {
  const response = await fetch(path, init).catch(() => {
    throw failure(0)
  })
  if (!response.ok) throw failure(response.status)
  return (await response.json()) as T
}

/** Tokens of the back end. It numbers them, so that it can be told which one the server has refused. */
const tokensOfBackEnd = (): TokenSource => {
  let last = 0
  return externalTokens(async ({ refused }) => {
    const token = await ask<ExternalToken & { readonly number: number }>(
      refused ? `api/token?refused=${last}` : 'api/token',
    )
    last = token.number
    return token
  })
}

/** The feed of the back end: it holds the credentials, and the page gets tokens. */
export const serverFeed = async (): Promise<Feed> => {
  const [login, possible] = await Promise.all([
    ask<{ readonly name?: string }>('api/login'),
    ask<readonly string[]>('api/faults'),
  ])
  return {
    options: {
      ...(login.name === undefined ? { tokens: tokensOfBackEnd() } : { login: { name: login.name } }),
      // Asked for anew after failures, as the present list may be another one then.
      endpoints: defer(() => ask<readonly Endpoint[]>('api/endpoints')),
      ...haste,
    },
    faults: faults.filter(({ id }) => possible.includes(id)),
    fail: async (id) => {
      await ask(`api/faults/${id}`, { method: 'POST' })
    },
    about: possible.length > 0 ? 'Simulated market, served by the back end' : 'Live market data',
  }
}
