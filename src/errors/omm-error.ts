import type { ErrorCode } from './codes.js'

/**
 * Base of every error that this library emits or throws. Tell errors apart by `code`, which is stable.
 * No error carries a token, a password, a secret or a key, neither in its text nor in its members.
 *
 * @example
 * ```ts
 * import { OmmError, type Consumer } from 'rx-omm'
 *
 * declare const consumer: Consumer
 * consumer.item('EUR=').subscribe({
 *   error: (error: unknown) => {
 *     if (error instanceof OmmError && error.code === 'item-closed') console.log('no such item')
 *   },
 * })
 * ```
 */
export class OmmError extends Error {
  /** What happened, for machines. */
  readonly code: ErrorCode

  /** @internal */
  constructor(code: ErrorCode, message: string) {
    super(message)
    this.code = code
    this.name = new.target.name
  }
}
