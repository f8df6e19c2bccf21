/** What is known of a failure below the protocol. */
export interface SystemFailure {
  /**
   * Code of the system or of TLS for what failed, such as `ENOTFOUND`, `ECONNREFUSED` or
   * `DEPTH_ZERO_SELF_SIGNED_CERT`; absent where there is none, and in browsers, which do not tell.
   */
  readonly systemCode?: string
}

/** Codes look like `ECONNREFUSED` or `CERT_HAS_EXPIRED`; nothing that could hold a secret or an address does. */
const codeShape = /^[A-Z][A-Z0-9_]{2,48}$/

const codeOf = (error: unknown): string | undefined => {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  const { code } = error
  return typeof code === 'string' && codeShape.test(code) ? code : undefined
}

/** The code of an error of the platform, or of its cause; `undefined` where neither has one. */
export const systemCodeOf = (error: unknown): string | undefined => {
  const cause = typeof error === 'object' && error !== null && 'cause' in error ? error.cause : undefined
  return codeOf(error) ?? codeOf(cause)
}
