import type { Problem } from '../http/exchange.js'
import type { Assertion } from './client-assertion.js'

/** What the reader of a refused assertion has to check. */
export const checklist = (
  { header, claims: { iss, aud } }: Assertion,
  { kind, clockDifference }: Problem,
): string => {
  if (kind !== 'refused') return ''
  const clock =
    clockDifference === undefined
      ? 'the clock of this machine'
      : `the clock of this machine (it differs from the service's by ${Math.round(clockDifference / 1000)} s)`
  return `; check client id ${iss}, kid ${header.kid}, alg ${header.alg} against the registered key, aud ${aud}, and ${clock}`
}
