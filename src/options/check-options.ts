import { UsageError } from '../errors.js'
import type { Check } from './check.js'

/**
 * Checks the options of a public function where it is called.
 *
 * @throws UsageError `invalid-options` with the path and the expected type of everything that is wrong
 */
export const checkOptions = (name: string, check: Check, options: unknown): void => {
  const faults = check.faults(options, '')
  if (faults.length > 0) throw new UsageError('invalid-options', `${name}: ${faults.join('; ')}`)
}
