import { TokenError } from '../errors.js'

/** Counts refusals of a password, because each one brings the account closer to being locked. */
export interface LockoutGuard {
  /**
   * Throws the last refusal when these credentials were given up before.
   *
   * @throws TokenError `credentials-refused`
   */
  check(credentials: string): void
  /** Takes note of a refusal, and says in the error whether the credentials may be tried once more. */
  refused(credentials: string, error: TokenError): TokenError
  /** Takes note that the credentials work. */
  worked(): void
}

/**
 * A number that stands for the credentials, so that they are recognised without being kept. Two lanes of 32
 * bits that are stirred with every letter; a chance meeting of two passwords is out of the question.
 */
const fingerprint = (text: string): string => {
  let [low, high] = [0x2545f491, 0x4f6cdd1d]
  for (let index = 0; index < text.length; index += 1) {
    const letter = text.charCodeAt(index)
    low = Math.imul(low ^ letter, 0x85ebca6b)
    high = Math.imul(high ^ letter, 0xc2b2ae35)
    low ^= high >>> 15
    high ^= low >>> 13
  }
  return `${low}.${high}`
}

/**
 * Credentials that never worked are given up at the first refusal, others at the second in a row: the password
 * may just have been changed. What was given up is not sent again; other credentials get one try.
 */
export const lockoutGuard = (): LockoutGuard => {
  let proven = false
  let refusals = 0
  let givenUp: { readonly credentials: string; readonly error: TokenError } | undefined
  return {
    check: (credentials) => {
      if (givenUp?.credentials === fingerprint(credentials)) throw givenUp.error
    },
    refused: (credentials, { message, status }) => {
      refusals += 1
      const mayPass = proven && refusals < 2
      const error = new TokenError('credentials-refused', message, {
        proven: mayPass,
        ...(status === undefined ? {} : { status }),
      })
      if (!mayPass) givenUp = { credentials: fingerprint(credentials), error }
      return error
    },
    worked: () => {
      proven = true
      refusals = 0
      givenUp = undefined
    },
  }
}
