import type { Fault } from '../wire/fault.js'
import type { State } from '../wire/state.js'
import type { ItemErrorCode } from './codes.js'
import { OmmError } from './omm-error.js'

/**
 * An item stream ended for good.
 *
 * @example
 * ```ts
 * import { ItemError, type Consumer } from 'rx-omm'
 *
 * declare const consumer: Consumer
 * consumer.item('NOBODY.X').subscribe({
 *   error: (error: unknown) => {
 *     if (error instanceof ItemError) console.log(error.item, error.code, error.state?.code)
 *   },
 * })
 * ```
 */
export class ItemError extends OmmError {
  declare readonly code: ItemErrorCode
  /** Name of the item. */
  readonly item: string
  /** State of the item's stream as the server gave it; absent when the request was not understood. */
  readonly state?: State
  /** What the server could not read; absent unless the code is `request-not-understood`. */
  readonly fault?: Fault

  /** @internal */
  constructor(code: ItemErrorCode, message: string, item: string, state?: State, fault?: Fault) {
    super(code, message)
    this.item = item
    if (state) this.state = state
    if (fault) this.fault = fault
  }
}
