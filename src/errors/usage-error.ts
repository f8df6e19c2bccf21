import type { UsageErrorCode } from './codes.js'
import { OmmError } from './omm-error.js'

/**
 * The library was used in a way that cannot work. Thrown where the mistake is made, where that is possible.
 *
 * @example
 * ```ts
 * import { createConsumer, UsageError } from 'rx-omm'
 *
 * try {
 *   createConsumer({ endpoints: 'ws://localhost:15000' })
 * } catch (error) {
 *   if (error instanceof UsageError) console.log(error.code, error.message)
 * }
 * ```
 */
export class UsageError extends OmmError {
  declare readonly code: UsageErrorCode
}
