import * as t from 'io-ts'
import { codecOf, decodingFaults } from '../options/decoding-faults.js'
import { grantOf, seconds, tokenText, type Grant } from './grant.js'

const token = /* @__PURE__ */ codecOf(tokenText)

const TokenAnswer = /* @__PURE__ */ t.intersection([
  t.type({ access_token: token, expires_in: codecOf(seconds) }),
  // Blank where the service has none to give.
  t.partial({ refresh_token: t.union([token, t.null, t.literal('')], token.name) }),
])

/**
 * Reads the answer of a token service: `access_token`, `expires_in` in seconds as number or text, and perhaps
 * `refresh_token`. Gives the faults instead when it cannot be used; they hold no part of the answer.
 *
 * @param askedAt - when the answer was asked for, in milliseconds since 1970
 */
export const readGrant = (json: unknown, askedAt: number): Grant | readonly string[] => {
  const faults = decodingFaults(TokenAnswer, json)
  if (faults.length > 0) return faults
  const answer = json as t.TypeOf<typeof TokenAnswer>
  const { refresh_token: refreshToken } = answer
  const grant = grantOf(answer, askedAt)
  return refreshToken ? { ...grant, refreshToken } : grant
}
