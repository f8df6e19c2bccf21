import { isObservable } from 'rxjs'
import { UsageError } from '../../errors.js'
import { fitting, objectOf } from '../../options/check.js'
import { checkOptions } from '../../options/check-options.js'
import { filledText, flag, integerWithin, nameOrNumber, oneOf, unsigned } from '../../options/checks.js'
import type { ItemOptions } from './item-request.js'

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

const qos = objectOf(
  { timeliness: filledText, rate: filledText },
  { timeInfo: integerWithin(0, 65_535), rateInfo: integerWithin(0, 65_535) },
  'a quality of service',
)

const options = objectOf(
  {},
  {
    service: nameOrNumber,
    domain: nameOrNumber,
    nameType: nameOrNumber,
    view: fitting(
      'a list of field names and numbers that is not empty',
      (value): value is readonly (string | number)[] =>
        Array.isArray(value) && value.length > 0 && value.every(nameOrNumber.is),
    ),
    snapshot: flag,
    private: flag,
    priority: objectOf(
      { class: integerWithin(0, 255), count: integerWithin(0, 65_535) },
      {},
      'an object of class and count',
    ),
    qos,
    worstQos: qos,
    key: objectOf(
      {},
      {
        filter: unsigned(32),
        identifier: integerWithin(-(2 ** 31), 2 ** 31 - 1),
        elements: attributes,
        fields: attributes,
      },
      'an object of key attributes',
    ),
    cache: flag,
    integers: oneOf('rounded', 'exact'),
    pauseWhile: fitting('an observable', isObservable),
  },
  'an object of options',
)

/** True for an object without any members, of its own or inherited. */
const isBare = (given: unknown): boolean => {
  if (typeof given !== 'object' || given === null || Object.getPrototypeOf(given) !== Object.prototype)
    return false
  for (const _ in given) return false
  return true
}

/** Members that do not go together, after each of them was found to fit. */
const checkTogether = (given: ItemOptions): void => {
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
  // Nothing is to be checked where nothing is asked for but the name, as it often is for 100,000 items.
  if (isBare(given)) return
  checkOptions('item request', options, given)
  checkTogether(given as ItemOptions)
}
