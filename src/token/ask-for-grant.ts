import { type Observable, map } from 'rxjs'
import { TokenError, type TokenErrorCode, type TransportErrorCode } from '../errors.js'
import type { Answer, Prepared, Problem, ProblemKind } from '../http/exchange.js'
import type { Grant } from './grant.js'
import { readGrant } from './read-grant.js'

/** Refused because another session holds the credentials; the vendor gives this no code of its own. */
const sessionQuota = /session quota/i

const codes: Readonly<Record<ProblemKind, TokenErrorCode | TransportErrorCode>> = {
  refused: 'credentials-refused',
  stopped: 'token-stopped',
  throttled: 'token-throttled',
  unavailable: 'token-unavailable',
  'untrusted-redirect': 'untrusted-redirect',
}

/** The problem of an exchange as an error of a token source. */
export const tokenError = (problem: Problem, hint = ''): TokenError => {
  const { kind, text, complaint, status, retryAfter, systemCode } = problem
  const quota = kind === 'refused' && sessionQuota.test(complaint?.description ?? '')
  return new TokenError(quota ? 'session-quota' : codes[kind], `${text}${hint}`, {
    ...(status === undefined ? {} : { status }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(systemCode === undefined ? {} : { systemCode }),
  })
}

/** A form as the body of a token request. Every value is encoded. */
export const formRequest = (
  form: Readonly<Record<string, string>>,
  secrets: readonly string[],
): Prepared => ({
  method: 'POST',
  headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' },
  body: new URLSearchParams(form).toString(),
  secrets,
})

/**
 * Turns what came of an exchange into a grant. Errors with a {@link TokenError}.
 *
 * @param hint - adds to the error text what may help with this problem
 */
export const toGrant =
  (hint: (problem: Problem) => string = () => '') =>
  (outcome$: Observable<Answer | Problem>): Observable<Grant> =>
    outcome$.pipe(
      map((outcome) => {
        if (!outcome.ok) throw tokenError(outcome, hint(outcome))
        const grant = readGrant(outcome.json, outcome.sentAt)
        if ('token' in grant) return grant
        throw new TokenError(
          'token-unavailable',
          `the token service's answer cannot be used: ${grant.join('; ')}`,
          {
            status: outcome.response.status,
          },
        )
      }),
    )
