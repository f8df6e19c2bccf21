import type { Token, TokenSource } from 'rx-omm'
import { firstValueFrom } from 'rxjs'

/** What a page gets: the contract of the library's `externalTokens`, and the number of the token. */
export interface HandedOut {
  readonly access_token: string
  /** Seconds that are left. */
  readonly expires_in: number
  /** Stands for the token when a page tells that it was refused. */
  readonly number: number
}

/**
 * Hands out one token to all pages. A page whose token was refused tells its number: the first one to do so has another
 * token got, and the others get that one.
 */
export const handOut = (tokens: TokenSource) => {
  let number = 0
  let given: Token | undefined
  return async (refused: number | undefined): Promise<HandedOut> => {
    if (given !== undefined && refused === number) tokens.refuse(given)
    const token = await firstValueFrom(tokens.token$)
    if (given?.equals(token) !== true) number++
    given = token
    return { access_token: token.reveal(), expires_in: (token.expiresAt - Date.now()) / 1_000, number }
  }
}
