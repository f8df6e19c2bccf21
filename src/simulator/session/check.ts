import { domainNumber, isDomainName } from './domains.js'
import { memberKinds, type Kind } from './member-kinds.js'

/** What is wrong with a message of a client, as the server would say it. */
export interface Fault {
  /** Stream id of the message if it was read before the fault, else 0. */
  readonly id: number
  readonly text: string
  /** Member that is at fault, to find its place. */
  readonly member?: string
}

/** How the server's JSON reader calls a value. */
export const tokenOf = (value: unknown): 'PRIMITIVE' | 'STRING' | 'OBJECT' | 'ARRAY' => {
  if (typeof value === 'string') return 'STRING'
  if (Array.isArray(value)) return 'ARRAY'
  return typeof value === 'object' && value !== null ? 'OBJECT' : 'PRIMITIVE'
}

type Members = Readonly<Record<string, unknown>>

/** Any integer that a member may hold, signed or not. */
const isInt32 = (value: unknown): boolean => Number.isInteger(value) && Math.abs(value as number) < 2 ** 32

/** Stream ids are signed. */
const isId = (value: unknown): boolean =>
  Number.isInteger(value) && (value as number) >= -(2 ** 31) && (value as number) < 2 ** 31

const wrongType = (member: string, expected: string, value: unknown): string =>
  `JSON Converter Token Type error: Expected '${expected}' for key '${member}' Received '${tokenOf(value)}'`

const wrongValue = (member: string, value: unknown): string =>
  `JSON Unexpected Value. Received '${String(value)}' for key '${member}'`

const expectation: Readonly<Record<Kind, readonly [expected: string, ok: (value: unknown) => boolean]>> = {
  id: ['PRIMITIVE', isId],
  integer: ['PRIMITIVE', isInt32],
  boolean: ['PRIMITIVE', (value) => tokenOf(value) === 'PRIMITIVE' && value !== null],
  text: ['STRING', (value) => typeof value === 'string'],
  object: ['OBJECT', (value) => tokenOf(value) === 'OBJECT'],
  array: ['ARRAY', (value) => Array.isArray(value)],
  name: ['STRING', (value) => typeof value === 'string' || Array.isArray(value)],
  enumeration: ['STRING', (value) => typeof value === 'string' || isInt32(value)],
  any: ['OBJECT', () => true],
}

const closeIds = (value: unknown): boolean => Array.isArray(value) && value.length > 0 && value.every(isId)

const types = ['Request', 'Refresh', 'Status', 'Update', 'Close', 'Ack', 'Generic', 'Post']

/** The type of a message by name; absent means `Request`, and a type that there is not gives `undefined`. */
export const typeName = (raw: unknown): string | undefined => {
  if (raw === undefined) return 'Request'
  if (typeof raw === 'number') return types[raw - 1]
  return typeof raw === 'string' && [...types, 'Ping', 'Pong', 'Error'].includes(raw) ? raw : undefined
}

const checkMembers = (
  members: Members,
  kinds: Readonly<Record<string, Kind>>,
  strict: boolean,
): Omit<Fault, 'id'> | undefined => {
  for (const [member, value] of Object.entries(members)) {
    const kind = Object.hasOwn(kinds, member) ? kinds[member] : undefined
    if (kind === undefined) {
      if (strict) return { text: `JSON Unexpected Key. Received '${member}'`, member }
      continue
    }
    const [expected, ok] = expectation[kind]
    if (!ok(value)) return { text: wrongType(member, expected, value), member }
  }
  return undefined
}

/** Levels of objects and arrays in a message; far more than containers ever need. */
const deepest = 64

/** Elements of an OMM array must be of one JSON type, and nothing may be nested without end. */
const mixedArray = (value: unknown, depth = 0): Omit<Fault, 'id'> | undefined => {
  if (typeof value !== 'object' || value === null) return undefined
  if (depth === deepest) return { text: 'JSON parser error: -1' }
  for (const [member, inner] of Object.entries(value)) {
    if (member === 'Data' && Array.isArray(inner)) {
      const [first, other] = [...new Set(inner.filter((one) => one !== null).map(tokenOf))]
      if (first !== undefined && other !== undefined)
        return {
          text: `JSON Mixed Types in OMM Array: Received '${first}' and '${other}' for key 'Data'`,
          member,
        }
    }
    const fault = mixedArray(inner, depth + 1)
    if (fault) return fault
  }
  return undefined
}

const checkKey = (key: Members, strict: boolean): Omit<Fault, 'id'> | undefined => {
  const fault = checkMembers(key, memberKinds.Key ?? {}, strict)
  if (fault) return fault
  const { Name, NameType } = key
  if (Array.isArray(Name)) {
    const other = (Name as readonly unknown[]).find((one) => typeof one !== 'string')
    if (other !== undefined) return { text: wrongType('Name', 'STRING', other), member: 'Name' }
  }
  const nameTypes = [
    'Unspecified',
    'Name',
    'Ric',
    'Contributor',
    'EmailAddress',
    'Token',
    'Cookie',
    'AuthnToken',
  ]
  if (typeof NameType === 'string' && !nameTypes.includes(NameType))
    return { text: wrongValue('NameType', NameType), member: 'NameType' }
  return undefined
}

const checkContent = (message: Members, type: string, strict: boolean): Omit<Fault, 'id'> | undefined => {
  const { Domain, View, Key } = message
  // An array of ids is understood in a close only.
  if (type === 'Close' && Array.isArray(message['ID'])) {
    if (!closeIds(message['ID'])) return { text: wrongType('ID', 'PRIMITIVE', 'x'), member: 'ID' }
    message = { ...message, ID: 0 }
  }
  const fault = checkMembers(message, memberKinds[type] ?? {}, strict)
  if (fault) return fault
  if (typeof Domain === 'string' && !isDomainName(Domain))
    return { text: wrongValue('Domain', Domain), member: 'Domain' }
  if (typeof Domain === 'number' && domainNumber(Domain) === undefined)
    return { text: wrongValue('Domain', Domain), member: 'Domain' }
  if (Array.isArray(View)) {
    const other = (View as readonly unknown[]).find((one) => typeof one !== 'string' && !isInt32(one))
    if (other !== undefined) return { text: wrongType('View', 'STRING', other), member: 'View' }
  }
  if (tokenOf(Key) === 'OBJECT' && Key !== undefined) {
    const inKey = checkKey(Key as Members, strict)
    if (inKey) return inKey
  }
  if (message['ID'] === undefined) return { text: "JSON Missing required key 'ID'" }
  if (type === 'Request' && Key === undefined) return { text: "JSON Missing required key 'Key'" }
  return mixedArray(message)
}

/** Looks for the first fault of a message, as the vendor's JSON reader would. */
export const checkMessage = (message: unknown, strict: boolean): Fault | undefined => {
  if (tokenOf(message) !== 'OBJECT') return { id: 0, text: wrongType('', 'OBJECT', message) }
  const members = message as Members
  const id = isId(members['ID']) ? (members['ID'] as number) : 0
  const type = typeName(members['Type'])
  if (type === undefined) {
    const { Type } = members
    const known = typeof Type === 'string' || typeof Type === 'number'
    return { id, text: known ? wrongValue('Type', Type) : wrongType('Type', 'STRING', Type), member: 'Type' }
  }
  if (type === 'Ping' || type === 'Pong' || type === 'Error') return undefined
  const fault = checkContent(members, type, strict)
  return fault && { id, ...fault }
}
