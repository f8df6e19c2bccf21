import { now } from '../clock.js'
import { randomFrom } from '../market/random.js'
import type { MachineSession } from './machines.js'

/** An access token that the token service gave out. */
export interface IssuedToken {
  readonly value: string
  /** Machine ID or client ID. */
  readonly user: string
  readonly scope: string
  /** When it was given out, in milliseconds since 1970. */
  readonly issuedAt: number
  /** When it runs out, in milliseconds since 1970. */
  expiresAt: number
  /** The sign-on that it belongs to; absent for V2. */
  readonly session?: MachineSession
}

/** The access tokens that are alive. */
export interface TokenStore {
  /** A new opaque text of this length. */
  text(length: number): string
  add(token: IssuedToken): void
  find(value: string): IssuedToken | undefined
  /** All tokens run out now. */
  expireAll(): void
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** True while a token may be used for a login or for discovery. */
export const isAlive = (token: IssuedToken): boolean =>
  now() < token.expiresAt && token.session?.evicted !== true

/** Makes a {@link TokenStore}. Tokens need not be hard to guess here, only different. */
export const createTokenStore = (seed: number): TokenStore => {
  const random = randomFrom(seed ^ now())
  const tokens = new Map<string, IssuedToken>()
  const forget = (): void => {
    // A dead token is kept for a while, since "run out" and "never heard of" are told apart in answers.
    for (const [value, token] of tokens) {
      if (tokens.size <= 1000 || token.expiresAt > now()) return
      tokens.delete(value)
    }
  }
  return {
    text: (length) => {
      let text = ''
      while (text.length < length) text += alphabet.charAt(Math.floor(random() * alphabet.length))
      return text
    },
    add: (token) => {
      tokens.set(token.value, token)
      forget()
    },
    find: (value) => tokens.get(value),
    expireAll: () => {
      for (const token of tokens.values()) token.expiresAt = Math.min(token.expiresAt, now())
    },
  }
}
