import type { Token, TokenSource } from 'rx-omm'
import { soon } from './soon.js'

/** What a page gets: the contract of the library's `externalTokens`, and the number of the token. */
export interface HandedOut {
  readonly access_token: string
  /** Seconds that are left. */
  readonly expires_in: number
  /** Stands for the token when a page tells that it was refused. */
  readonly number: number
}

/** Tokens that are remembered by their numbers. Who comes with an older one gets another token anyway. */
const remembered = 20

/**
 * Hands out one token to all pages. A page whose token was refused tells its number: the first one to do so has another
 * token got, and the others get that one. So each token costs one request at most, however many pages there are, and no
 * page makes another one lose a token that is good.
 */
export const handOut = (tokens: TokenSource) => {
  const given = new Map<number, Token>()
  let last = 0

  const numberOf = (token: Token): number => {
    for (const [number, each] of given) if (each.equals(token)) return number
    last++
    given.set(last, token)
    given.delete(last - remembered)
    return last
  }

  return async (refused: number | undefined): Promise<HandedOut> => {
    const old = refused === undefined ? undefined : given.get(refused)
    if (old !== undefined) tokens.refuse(old)
    const token = await soon(tokens.token$)
    return {
      access_token: token.reveal(),
      expires_in: (token.expiresAt - Date.now()) / 1_000,
      number: numberOf(token),
    }
  }
}
