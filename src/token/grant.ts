import { fitting } from '../options/check.js'
import { Token } from './token.js'

/** What a token service gave. */
export interface Grant {
  readonly token: Token
  /** When it was asked for, in milliseconds since 1970. */
  readonly askedAt: number
  /** How long it is good for from then on, in seconds. */
  readonly expiresIn: number
  readonly refreshToken?: string
}

/** A value that can be sent in a header and in JSON alike. */
export const tokenText = /* @__PURE__ */ fitting(
  'a token',
  (value): value is string => typeof value === 'string' && /^[\x21-\x7e]+$/.test(value),
)

/** A lifetime as services write it. */
export const seconds = /* @__PURE__ */ fitting(
  'seconds above 0, as number or text',
  (value): value is number | string =>
    (typeof value === 'number' || (typeof value === 'string' && /^\s*\d+(\.\d+)?\s*$/.test(value))) &&
    Number.isFinite(Number(value)) &&
    Number(value) > 0,
)

/** A token and its lifetime, after both were found to fit. */
export interface GrantedToken {
  readonly access_token: string
  readonly expires_in: number | string
}

/**
 * The grant of a token.
 *
 * @param askedAt - when it was asked for, in milliseconds since 1970: lifetimes count from there, because the service
 * may have started counting before its answer came
 */
export const grantOf = ({ access_token: value, expires_in }: GrantedToken, askedAt: number): Grant => {
  const expiresIn = Number(expires_in)
  return {
    token: new Token({ value, issuedAt: askedAt, expiresAt: askedAt + expiresIn * 1000 }),
    askedAt,
    expiresIn,
  }
}
