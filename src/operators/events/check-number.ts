import { UsageError } from '../../errors.js'

/**
 * Refuses a number that an operator cannot work with, where the operator is called.
 *
 * @param what - the operator and its argument, as the user knows them
 * @throws UsageError `invalid-options`
 */
export const checkNumber = (what: string, value: unknown, least: number, whole = false): void => {
  const fits =
    typeof value === 'number' && value >= least && (whole ? Number.isInteger(value) : Number.isFinite(value))
  if (fits) return
  throw new UsageError(
    'invalid-options',
    `${what} must be a ${whole ? 'whole ' : ''}number from ${least} upwards`,
  )
}
