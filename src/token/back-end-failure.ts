import { TokenError, type TokenErrorCode } from '../errors.js'

const statusOf = (error: unknown): number | undefined =>
  typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'number'
    ? error.status
    : undefined

const codeOf = (status: number | undefined): TokenErrorCode => {
  switch (status) {
    case 400:
    case 401:
      return 'credentials-refused'
    case 403:
    case 404:
    case 410:
    case 451:
      return 'token-stopped'
    case 429:
      return 'token-throttled'
    default:
      return 'token-unavailable'
  }
}

/** Clients of HTTP give status 0 where there was no answer at all. */
const answered = (status: number): string =>
  status === 0
    ? 'the back end did not answer the request for a token'
    : `the back end answered the request for a token with HTTP ${status}`

/**
 * The error of a function that is not ours: its text may hold anything, so only an HTTP status is taken over.
 *
 * @param proven - whether the function has given tokens before
 */
export const backEndFailure = (error: unknown, proven: boolean): TokenError => {
  const status = statusOf(error)
  const code = codeOf(status)
  return status === undefined
    ? new TokenError(code, 'the function that gets tokens failed, with an error that has no status')
    : new TokenError(code, answered(status), { status, proven })
}
