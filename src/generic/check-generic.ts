import { anyObject, fitting, objectOf } from '../options/check.js'
import { checkOptions } from '../options/check-options.js'
import { filledText, flag, integerWithin, nameOrNumber, unsigned } from '../options/checks.js'
import type { GenericSend, GenericTarget } from './generic.js'

const target = objectOf(
  { name: filledText },
  { service: nameOrNumber, domain: nameOrNumber, nameType: nameOrNumber, private: flag },
)

const check = objectOf(
  {
    on: fitting(
      "'login' or an item with a name",
      (value): value is 'login' | GenericTarget => value === 'login' || target.is(value),
    ),
  },
  {
    key: anyObject(),
    content: anyObject(),
    complete: flag,
    partNumber: integerWithin(0, 32_767),
    seqNumber: unsigned(32),
    secSeqNumber: unsigned(32),
  },
  'a generic message',
)

/**
 * Refuses a generic message that no server could read.
 *
 * @throws UsageError `invalid-options` with what is wrong
 */
export const checkGeneric = (message: GenericSend): void => {
  checkOptions('generic message', check, message)
}
