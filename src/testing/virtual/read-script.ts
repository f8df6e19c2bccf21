import { UsageError } from '../../errors.js'
import { objectOf } from '../../options/check.js'
import { checkOptions } from '../../options/check-options.js'
import { amount, anyFunction } from '../../options/checks.js'
import type { Checks } from '../../options/check.js'

const virtual: Checks = { assert: anyFunction, limit: amount, settle: amount }

/**
 * Takes the arguments of a function that runs a test apart.
 *
 * @throws UsageError `invalid-options` with what is wrong
 */
export const readScript = <Options extends object, Script>(
  name: string,
  first: Options | Script,
  second: Script | undefined,
  more: Checks = {},
): { readonly options: Options; readonly script: Script } => {
  const [options, script] = typeof first === 'function' ? [{}, first] : [first, second]
  checkOptions(name, objectOf({}, { ...virtual, ...more }, 'an object of options'), options)
  if (typeof script !== 'function')
    throw new UsageError('invalid-options', `${name}: the test must be a function`)
  return { options: options as Options, script: script }
}

/**
 * Refuses a test that goes on behind our back.
 *
 * @throws UsageError `invalid-options` when it is asynchronous
 */
export const refusePromise = (name: string, result: unknown): void => {
  if (typeof result !== 'object' || result === null || !('then' in result)) return
  throw new UsageError(
    'invalid-options',
    `${name}: the test must not be asynchronous: a promise does not resolve in virtual time`,
  )
}

/**
 * Refuses a time that cannot pass.
 *
 * @throws UsageError `invalid-options` with what was expected
 */
export const checkTime = (name: string, milliseconds: number): void => {
  if (amount.is(milliseconds)) return
  throw new UsageError('invalid-options', `${name}: the time must be ${amount.name} of milliseconds`)
}
