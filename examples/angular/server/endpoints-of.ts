import type { Discovery, Endpoint, TokenSource } from 'rx-omm'
import { soon } from './soon.js'

/** Gives the present list of endpoints, and the last one where there is none to be had now. */
export const endpointsOf = (endpoints: readonly string[] | Discovery, tokens: TokenSource | undefined) => {
  let known: readonly Endpoint[] | undefined
  return async (): Promise<readonly Endpoint[]> => {
    if (typeof endpoints !== 'function') return endpoints.map((url) => ({ url }))
    try {
      known = await soon(endpoints(tokens))
    } catch (error) {
      if (known === undefined) throw error
    }
    return known
  }
}
