import * as t from 'io-ts'
import { faultsOf } from '../options/check-options.js'
import { fitting } from '../options/codecs.js'
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
const tokenText = fitting(
  'a token',
  (value): value is string => typeof value === 'string' && /^[\x21-\x7e]+$/.test(value),
)

const seconds = fitting(
  'seconds above 0, as number or text',
  (value): value is number | string =>
    (typeof value === 'number' || (typeof value === 'string' && /^\s*\d+(\.\d+)?\s*$/.test(value))) &&
    Number.isFinite(Number(value)) &&
    Number(value) > 0,
)

const TokenAnswer = t.intersection([
  t.type({ access_token: tokenText, expires_in: seconds }),
  t.partial({ refresh_token: t.union([tokenText, t.null], tokenText.name) }),
])

/**
 * Reads the answer of a token service: `access_token`, `expires_in` in seconds as number or text, and perhaps
 * `refresh_token`. Gives the faults instead when it cannot be used; they hold no part of the answer.
 *
 * @param askedAt - when the answer was asked for, in milliseconds since 1970: lifetimes count from there,
 * because the service may have started counting before its answer came
 */
export const readGrant = (json: unknown, askedAt: number): Grant | readonly string[] => {
  const faults = faultsOf(TokenAnswer, json)
  if (faults.length > 0) return faults
  const {
    access_token: value,
    expires_in: life,
    refresh_token: refreshToken,
  } = json as t.TypeOf<typeof TokenAnswer>
  const expiresIn = Number(life)
  return {
    token: new Token({ value, issuedAt: askedAt, expiresAt: askedAt + expiresIn * 1000 }),
    askedAt,
    expiresIn,
    ...(typeof refreshToken === 'string' ? { refreshToken } : {}),
  }
}
