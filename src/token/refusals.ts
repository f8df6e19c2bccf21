import type { Token } from './token.js'

/** Most refused tokens that are remembered. */
const most = 16

/** Remembers the tokens that a server refused, so that none is ever sent again. */
export interface Refusals {
  add(token: Token): void
  has(token: Token): boolean
}

/** An empty memory of refused tokens; the oldest are forgotten, long after they have expired. */
export const refusals = (): Refusals => {
  let refused: readonly Token[] = []
  const has = (token: Token): boolean => refused.some((one) => one.equals(token))
  return {
    has,
    add: (token) => {
      if (!has(token)) refused = [...refused, token].slice(-most)
    },
  }
}
