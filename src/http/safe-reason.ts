import { systemCodeOf } from '../errors/system-code.js'

/**
 * Why there was no answer, in words that are safe to print: the code of the error or of its cause, where there
 * is one, else `no answer`. Messages of platforms and proxies hold addresses, user info and request bodies, so
 * they are never passed on.
 */
export const safeReason = (error: unknown): string => systemCodeOf(error) ?? 'no answer'

/** What an `Http` fails with: a new error, for the platform's own has the address in its text and the request in its members. */
export const unanswered = (error: unknown): Error => {
  const code = systemCodeOf(error)
  return Object.assign(new Error(safeReason(error)), code === undefined ? {} : { code })
}

/** True for a reason of {@link safeReason} that speaks of a certificate: only a human cures it. */
export const isCertificateReason = (reason: string): boolean =>
  /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|ERR_TLS_/.test(reason)
