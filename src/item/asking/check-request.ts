import * as t from 'io-ts'
import { isObservable } from 'rxjs'
import { UsageError } from '../../errors.js'
import { checkOptions } from '../../options/check-options.js'
import { filledText, fitting, flag } from '../../options/codecs.js'

const nameOrNumber = fitting(
  'a text or an integer',
  (value): value is string | number => typeof value === 'string' || Number.isInteger(value),
)

const integerWithin = (least: number, most: number): t.Type<number> =>
  fitting(
    `an integer from ${least} to ${most}`,
    (value): value is number =>
      Number.isInteger(value) && (value as number) >= least && (value as number) <= most,
  )

/** True for what JSON can hold, and integers of any size: it is copied, and sent with every request. */
const isData = (value: unknown, depth = 0): boolean => {
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'bigint':
      return true
    case 'number':
      return Number.isFinite(value)
    case 'object':
      if (value === null) return true
      // Deeper than any server reads; an object that holds itself would have no end.
      return depth < 32 && Object.values(value).every((member) => isData(member, depth + 1))
    default:
      return false
  }
}

const attributes = fitting(
  'an object of values that JSON can hold',
  (value): value is object =>
    typeof value === 'object' && value !== null && !Array.isArray(value) && isData(value),
)

const qos = t.intersection(
  [
    t.type({ timeliness: filledText, rate: filledText }),
    t.partial({ timeInfo: integerWithin(0, 65_535), rateInfo: integerWithin(0, 65_535) }),
  ],
  'a quality of service',
)

const key = t.partial(
  {
    filter: integerWithin(0, 2 ** 32 - 1),
    identifier: integerWithin(-(2 ** 31), 2 ** 31 - 1),
    elements: attributes,
    fields: attributes,
  },
  'an object of key attributes',
)

const options = t.partial(
  {
    service: nameOrNumber,
    domain: nameOrNumber,
    nameType: nameOrNumber,
    view: fitting(
      'a list of field names and numbers that is not empty',
      (value): value is readonly (string | number)[] =>
        Array.isArray(value) && value.length > 0 && value.every((field) => nameOrNumber.is(field)),
    ),
    snapshot: flag,
    private: flag,
    priority: t.type(
      { class: integerWithin(0, 255), count: integerWithin(0, 65_535) },
      'an object of class and count',
    ),
    qos,
    worstQos: qos,
    key,
    cache: flag,
    integers: fitting(
      "'rounded' or 'exact'",
      (value): value is 'rounded' | 'exact' => value === 'rounded' || value === 'exact',
    ),
    pauseWhile: fitting('an observable', isObservable),
  },
  'an object of options',
)

/** Members that do not go together, after each of them was found to fit. */
const checkTogether = (given: t.TypeOf<typeof options>): void => {
  if (given.worstQos !== undefined && given.qos === undefined)
    throw new UsageError('invalid-options', 'item request: `worstQos` needs `qos`, the best of the range')
  if (given.key?.elements !== undefined && given.key.fields !== undefined) {
    throw new UsageError('invalid-options', 'item request: `key` must have `elements` or `fields`, not both')
  }
}

/**
 * Refuses a request that no server could read.
 *
 * @throws UsageError `invalid-options` with what is wrong
 */
export const checkRequest = (names: unknown, given: unknown): void => {
  if (!Array.isArray(names)) throw new UsageError('invalid-options', 'item request: names must be a list')
  const wrong = names.findIndex((name) => !filledText.is(name))
  if (wrong >= 0) {
    throw new UsageError('invalid-options', `item request: name ${wrong} must be ${filledText.name}`)
  }
  checkOptions('item request', options, given)
  checkTogether(given as t.TypeOf<typeof options>)
}
