import type { SystemFailure } from './system-code.js'

/** What an HTTP service said when it did not help. Times are in milliseconds. */
export interface HttpFailure extends SystemFailure {
  /** HTTP status, absent when there was no answer. */
  readonly status?: number
  /**
   * Least wait before the next request: what the service asked for (`Retry-After`), or half a minute where only
   * a human can help, as with certificates.
   */
  readonly retryAfter?: number
}
