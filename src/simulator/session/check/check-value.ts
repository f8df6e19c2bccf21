import { checkMembers } from './check-members.js'
import {
  firstOf,
  isObject,
  missing,
  noSuchType,
  wrongType,
  wrongValue,
  type Finding,
  type Look,
} from './fault.js'
import { checkBase64, fits } from './kinds.js'
import { objectShapes } from './member-kinds.js'
import { isInteger, isReal } from './odd-number.js'
import { containerOf, primitiveOf } from './types.js'

const infinities: readonly unknown[] = ['Inf', '-Inf', 'NaN']

const dates = /^(\d{4}(-\d{2}(-\d{2})?)?|\d{4}- {2}-\d{2}|--\d{2}(-\d{2})?)$/
const times = /^\d{2}(:\d{2}(:\d{2}([.:]\d{1,9}(:\d{3}:\d{3})?)?)?)?$/
const zone = /(Z|[+-]\d{2}:\d{2})$/

const isDate = (text: string): boolean => dates.test(text)
const isTime = (text: string): boolean => times.test(text.replace(zone, ''))
const isDateTime = (text: string): boolean => {
  const [date = '', time = ''] = text.split('T')
  return (date === '' || isDate(date)) && (time === '' || isTime(time)) && text !== 'T'
}

const checkText = (member: string, value: unknown, ok: (text: string) => boolean): Finding | undefined => {
  if (typeof value !== 'string') return wrongType(member, 'STRING', value)
  return ok(value) ? undefined : wrongValue(member, value)
}

/** Looks at a number with a fraction; only the numbers that JSON lacks are texts. */
export const checkReal = (member: string, value: unknown): Finding | undefined => {
  if (infinities.includes(value)) return undefined
  if (typeof value !== 'number' && isObject(value)) return wrongType(member, 'PRIMITIVE', value)
  if (typeof value === 'string' || typeof value === 'boolean' || Array.isArray(value))
    return wrongType(member, 'PRIMITIVE', value)
  return isReal(value) ? undefined : wrongValue(member, value)
}

/** Looks at a value of a primitive type; `null` is a blank one of any. */
export const checkPrimitive = (type: string, member: string, value: unknown): Finding | undefined => {
  if (value === null) return undefined
  switch (type) {
    case 'Int':
      return isInteger(value, -(2n ** 63n), 2n ** 63n - 1n)
        ? undefined
        : wrongType(member, 'PRIMITIVE', value)
    case 'UInt':
      return isInteger(value, 0n, 2n ** 64n - 1n) ? undefined : wrongType(member, 'PRIMITIVE', value)
    case 'Enum':
      return fits('uint16', value) ? undefined : wrongType(member, 'PRIMITIVE', value)
    case 'Float':
    case 'Double':
    case 'Real':
      return checkReal(member, value)
    case 'Date':
      return checkText(member, value, isDate)
    case 'Time':
      return checkText(member, value, isTime)
    case 'DateTime':
      return checkText(member, value, isDateTime)
    case 'Buffer':
      return checkBase64(member, value)
    case 'Qos':
    case 'State': {
      const shape = objectShapes[type]
      return isObject(value) && shape ? checkMembers(value, shape, false) : wrongType(member, 'OBJECT', value)
    }
    case 'Array':
      return checkArray(member, value)
    default:
      return typeof value === 'string' ? undefined : wrongType(member, 'STRING', value)
  }
}

/** Looks at an array: a type, and items of it. */
const checkArray = (member: string, value: unknown): Finding | undefined => {
  if (!isObject(value)) return wrongType(member, 'OBJECT', value)
  const { Type, Data } = value
  if (Type === undefined) return missing('Type')
  const type = primitiveOf(Type)
  if (type === undefined || type === 'Array') return noSuchType
  if (Data === null || Data === undefined) return undefined
  if (!Array.isArray(Data)) return wrongType('Data', 'ARRAY', Data)
  return firstOf(Data as readonly unknown[], (item) => checkPrimitive(type, 'Data', item))
}

/** Looks at a value that says its type itself: `{"Type":…,"Data":…}`. */
export const checkTyped = (value: Readonly<Record<string, unknown>>, look: Look): Finding | undefined => {
  const { Type, Data } = value
  if (Type === undefined) return missing('Type')
  const type = primitiveOf(Type)
  if (type !== undefined) return Data === undefined ? missing('Data') : checkPrimitive(type, 'Data', Data)
  const container = containerOf(Type)
  if (container === undefined) return noSuchType
  return Data === null || Data === undefined ? undefined : look.container(container, 'Data', Data)
}
