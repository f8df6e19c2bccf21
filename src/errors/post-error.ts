import type { Fault } from '../wire/fault.js'
import type { NakCode } from '../wire/nak-code.js'
import type { PostErrorCode } from './codes.js'
import { OmmError } from './omm-error.js'

/** What is known of a post that failed. */
export interface PostFailure {
  /** Why it was refused; present when the code is `post-refused`. */
  readonly nakCode?: NakCode
  /** Reason that the server gave, for people. */
  readonly text?: string
  /** What the server could not read; present when the code is `post-not-understood`. */
  readonly fault?: Fault
}

/**
 * A post was not accepted, or nobody knows. A post is never sent again by itself: see `outcome`.
 *
 * @example
 * ```ts
 * import { PostError, type Consumer } from 'rx-omm'
 *
 * declare const consumer: Consumer
 * consumer.post({ name: 'TRI.N', fields: { BID: 45.55 } }).subscribe({
 *   error: (error: unknown) => {
 *     if (error instanceof PostError) console.log(error.code, error.outcome, error.nakCode)
 *   },
 * })
 * ```
 */
export class PostError extends OmmError implements PostFailure {
  declare readonly code: PostErrorCode
  /**
   * What is known of the post: `refused` by the server, `not-sent` at all, or `unknown`, where it was sent and may
   * have been accepted. Only what was not sent is safe to post again without a look.
   */
  readonly outcome: 'refused' | 'not-sent' | 'unknown'
  readonly nakCode?: NakCode
  readonly text?: string
  readonly fault?: Fault

  /** @internal */
  constructor(code: PostErrorCode, message: string, failure: PostFailure = {}) {
    super(code, message)
    this.outcome =
      code === 'post-not-sent' || code === 'post-too-large'
        ? 'not-sent'
        : code === 'post-timeout' || code === 'post-lost'
          ? 'unknown'
          : 'refused'
    if (failure.nakCode !== undefined) this.nakCode = failure.nakCode
    if (failure.text !== undefined) this.text = failure.text
    if (failure.fault !== undefined) this.fault = failure.fault
  }
}
