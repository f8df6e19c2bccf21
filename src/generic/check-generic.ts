import * as t from 'io-ts'
import { checkOptions } from '../options/check-options.js'
import { filledText, fitting, flag } from '../options/codecs.js'
import type { GenericSend, GenericTarget } from './generic.js'

const nameOrNumber = fitting(
  'a text or a number',
  (value): value is string | number => typeof value === 'string' || typeof value === 'number',
)

const plainObject = fitting(
  'an object',
  (value): value is object => typeof value === 'object' && value !== null && !Array.isArray(value),
)

/** An integer from 0 to a bound. */
const upTo = (most: number): t.Type<number, number> =>
  fitting(
    `an integer from 0 to ${most}`,
    (value): value is number =>
      typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most,
  )

const target = t.intersection([
  t.type({ name: filledText }),
  t.partial({ service: nameOrNumber, domain: nameOrNumber, nameType: nameOrNumber, private: flag }),
])

const sequence = upTo(2 ** 32 - 1)

const codec = t.intersection(
  [
    t.type({
      on: fitting(
        "'login' or an item with a name",
        (value): value is 'login' | GenericTarget => value === 'login' || target.is(value),
      ),
    }),
    t.partial({
      key: plainObject,
      content: plainObject,
      complete: flag,
      partNumber: upTo(32_767),
      seqNumber: sequence,
      secSeqNumber: sequence,
    }),
  ],
  'a generic message',
)

/**
 * Refuses a generic message that no server could read.
 *
 * @throws UsageError `invalid-options` with what is wrong
 */
export const checkGeneric = (message: GenericSend): void => {
  checkOptions('generic message', codec, message)
}
