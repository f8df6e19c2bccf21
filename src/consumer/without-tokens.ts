import { ConnectionError } from '../errors.js'
import { redactor } from '../session/redact.js'
import type { Token } from '../token/token.js'

/** A loss without the tokens that the server may have put into the reason of its close. */
export const withoutTokens = (error: unknown, tokens: readonly Token[]): unknown => {
  if (!(error instanceof ConnectionError) || error.reason === undefined) return error
  const { code, message, reason, closeCode } = error
  const redact = redactor(tokens)
  return new ConnectionError(code, redact(message), {
    reason: redact(reason),
    ...(closeCode === undefined ? {} : { closeCode }),
  })
}
