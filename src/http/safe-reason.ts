/** Codes look like `ECONNREFUSED` or `CERT_HAS_EXPIRED`; nothing that could hold a secret or an address does. */
const codeShape = /^[A-Z][A-Z0-9_]{2,48}$/

const codeOf = (error: unknown): string | undefined => {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  const { code } = error
  return typeof code === 'string' && codeShape.test(code) ? code : undefined
}

/**
 * Why there was no answer, in words that are safe to print: the code of the error or of its cause, where there
 * is one, else `no answer`. Messages of platforms and proxies hold addresses, user info and request bodies, so
 * they are never passed on.
 */
export const safeReason = (error: unknown): string => {
  const cause = typeof error === 'object' && error !== null && 'cause' in error ? error.cause : undefined
  return codeOf(error) ?? codeOf(cause) ?? 'no answer'
}

/** True for a reason of {@link safeReason} that speaks of a certificate: only a human cures it. */
export const isCertificateReason = (reason: string): boolean =>
  /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|ERR_TLS_/.test(reason)
