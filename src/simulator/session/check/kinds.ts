import { isDomainName } from '../domains.js'
import { enumerations, type Enumeration } from './enumerations.js'
import { isObject, tokenOf, wrongType, wrongValue, type Finding } from './fault.js'
import { isInteger, isOdd } from './odd-number.js'

/** Ranges of the integers of the protocol. */
const integers = {
  id: [-(2n ** 31n), 2n ** 31n - 1n],
  int16: [-32_768n, 32_767n],
  int32: [-(2n ** 31n), 2n ** 31n - 1n],
  part: [0n, 32_767n],
  uint8: [0n, 255n],
  uint16: [0n, 65_535n],
  uint30: [0n, 2n ** 30n - 1n],
  uint32: [0n, 2n ** 32n - 1n],
} as const

type Integer = keyof typeof integers

/** What a member of a message may hold. */
export type Kind =
  | Integer
  | Enumeration
  | 'boolean'
  | 'text'
  | 'base64'
  | 'object'
  | 'array'
  | 'name'
  | 'service'
  | 'type'
  | 'domain'
  | 'address'
  | 'any'

/** True for an integer of one of the protocol's ranges. */
export const fits = (kind: Integer, value: unknown): boolean => {
  const [from, to] = integers[kind]
  return isInteger(value, from, to)
}

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** Bytes in the standard alphabet, with padding; none at all are written as `null`. */
export const checkBase64 = (member: string, value: unknown): Finding | undefined => {
  if (typeof value !== 'string') return wrongType(member, 'STRING', value)
  return value !== '' && base64.test(value) ? undefined : wrongValue(member, value)
}

const checkEnumeration = (kind: Enumeration, member: string, value: unknown): Finding | undefined => {
  const { names, highest } = enumerations[kind]
  if (typeof value === 'string') return names.includes(value) ? undefined : wrongValue(member, value)
  if (!isInteger(value, 0n, 2n ** 31n)) return wrongType(member, 'STRING', value)
  return isInteger(value, 0n, BigInt(highest)) ? undefined : wrongValue(member, value)
}

const checkAddress = (member: string, value: unknown): Finding | undefined => {
  if (typeof value !== 'string') return fits('uint32', value) ? undefined : wrongType(member, 'STRING', value)
  const numbers = value.split('.')
  const dotted = numbers.length === 4 && numbers.every((one) => /^\d{1,3}$/.test(one) && Number(one) < 256)
  return dotted ? undefined : wrongValue(member, value)
}

const checkName = (member: string, value: unknown): Finding | undefined => {
  const names: readonly unknown[] = Array.isArray(value) ? value : [value]
  const other = names.find((one) => typeof one !== 'string')
  return names.every((one) => typeof one === 'string') ? undefined : wrongType(member, 'STRING', other)
}

const checkDomain = (member: string, value: unknown): Finding | undefined => {
  if (typeof value === 'string') return isDomainName(value) ? undefined : wrongValue(member, value)
  if (!fits('uint32', value)) return wrongType(member, 'STRING', value)
  return isInteger(value, 1n, 255n) ? undefined : wrongValue(member, value)
}

/** Looks whether a value is what its member may hold. */
export const checkKind = (kind: Kind, member: string, value: unknown): Finding | undefined => {
  switch (kind) {
    case 'any':
    case 'type':
      return undefined
    case 'boolean':
      return tokenOf(value) === 'PRIMITIVE' && value !== null && !isOdd(value)
        ? undefined
        : wrongType(member, 'PRIMITIVE', value)
    case 'text':
      return typeof value === 'string' ? undefined : wrongType(member, 'STRING', value)
    case 'base64':
      return checkBase64(member, value)
    case 'object':
      return isObject(value) ? undefined : wrongType(member, 'OBJECT', value)
    case 'array':
      return Array.isArray(value) ? undefined : wrongType(member, 'ARRAY', value)
    case 'name':
      return checkName(member, value)
    case 'service':
      return typeof value === 'string' || fits('uint16', value)
        ? undefined
        : wrongType(member, 'STRING', value)
    case 'domain':
      return checkDomain(member, value)
    case 'address':
      return checkAddress(member, value)
    default:
      if (kind in enumerations) return checkEnumeration(kind as Enumeration, member, value)
      return fits(kind as Integer, value) ? undefined : wrongType(member, 'PRIMITIVE', value)
  }
}
