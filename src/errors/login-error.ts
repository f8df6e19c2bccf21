import type { State } from '../wire/state.js'
import type { LoginErrorCode } from './codes.js'
import { OmmError } from './omm-error.js'

/**
 * The login was refused, or an accepted login ended.
 *
 * @example
 * ```ts
 * import { LoginError, type Consumer } from 'rx-omm'
 *
 * declare const consumer: Consumer
 * consumer.state$.subscribe((state) => {
 *   if (state.status !== 'failed' || !(state.cause instanceof LoginError)) return
 *   console.log(state.cause.code, state.cause.state?.code) // login-closed UserUnknownToPermSys
 * })
 * ```
 */
export class LoginError extends OmmError {
  declare readonly code: LoginErrorCode
  /** State of the login stream as the server gave it; absent when there was no answer. */
  readonly state?: State

  /** @internal */
  constructor(code: LoginErrorCode, message: string, state?: State) {
    super(code, message)
    if (state) this.state = state
  }
}
