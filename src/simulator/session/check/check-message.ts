import { checkContainer, checkContainers } from './check-container.js'
import { checkMembers } from './check-members.js'
import {
  firstOf,
  isObject,
  tokenOf,
  wrongType,
  wrongValue,
  type Fault,
  type Finding,
  type Look,
  type Members,
} from './fault.js'
import { fits } from './kinds.js'
import { messageShapes } from './member-kinds.js'
import { isOdd } from './odd-number.js'

const types = ['Request', 'Refresh', 'Status', 'Update', 'Close', 'Ack', 'Generic', 'Post']

/** The type of a message by name; absent means `Request`, and a type that there is not gives `undefined`. */
export const typeName = (raw: unknown): string | undefined => {
  if (raw === undefined) return 'Request'
  if (typeof raw === 'number') return types[raw - 1]
  return typeof raw === 'string' && [...types, 'Ping', 'Pong', 'Error'].includes(raw) ? raw : undefined
}

/** Levels of objects and arrays in a message; far more than containers ever need. */
const deepest = 64

/** Elements of an OMM array must be of one JSON type, and nothing may be nested without end. */
const checkNesting = (value: unknown, depth = 0): Finding | undefined => {
  if (typeof value !== 'object' || value === null || isOdd(value)) return undefined
  if (depth === deepest) return { text: 'JSON parser error: -1' }
  return firstOf(Object.entries(value) as [string, unknown][], ([member, inner]) => {
    // What stands in there is passed on unseen, whatever it is.
    if (member === 'Json' && !Array.isArray(value)) return undefined
    if (member === 'Data' && Array.isArray(inner)) {
      const [first, other] = [...new Set(inner.filter((one) => one !== null).map(tokenOf))]
      if (first !== undefined && other !== undefined)
        return {
          text: `JSON Mixed Types in OMM Array: Received '${first}' and '${other}' for key 'Data'`,
          member,
        }
    }
    return checkNesting(inner, depth + 1)
  })
}

const checkType = (raw: unknown): Finding | undefined => {
  if (typeName(raw) !== undefined) return undefined
  const known = typeof raw === 'string' || typeof raw === 'number'
  return known ? wrongValue('Type', raw) : wrongType('Type', 'STRING', raw)
}

/** Ids of a close: one, or several. */
const idsOf = (message: Members): readonly unknown[] => {
  const { ID } = message
  return Array.isArray(ID) && ID.length > 0 ? (ID as readonly unknown[]) : [undefined]
}

const checkView = ({ View }: Members): Finding | undefined =>
  firstOf(Array.isArray(View) ? (View as readonly unknown[]) : [], (field) =>
    typeof field === 'string' || fits('int32', field) ? undefined : wrongType('View', 'STRING', field),
  )

const looking = (strict: boolean): Look => {
  const look: Look = {
    strict,
    container: (name, member, value) => checkContainer(name, member, value, look),
    message: (message) => checkMessageMembers(message, strict, true),
  }
  return look
}

/** Looks at the members of a message; one that is embedded needs no key. */
const checkMessageMembers = (message: Members, strict: boolean, embedded = false): Finding | undefined => {
  const inType = checkType(message['Type'])
  if (inType) return inType
  const type = typeName(message['Type']) ?? ''
  const shape = messageShapes[type]
  if (!shape) return undefined
  // An array of ids is understood in a close only.
  if (type === 'Close' && Array.isArray(message['ID'])) {
    const other = idsOf(message).find((id) => !fits('id', id))
    if (other !== undefined || message['ID'].length === 0) return wrongType('ID', 'PRIMITIVE', other ?? [])
    message = { ...message, ID: 0 }
  }
  const required = embedded ? shape.required.filter((member) => member !== 'Key') : shape.required
  const fault = checkMembers(message, { members: shape.members, required }, strict) ?? checkView(message)
  if (fault) return fault
  const { Key } = message
  const look = looking(strict)
  return (isObject(Key) ? checkContainers(Key, look) : undefined) ?? checkContainers(message, look)
}

/** Looks for the first fault of a message, as the vendor's JSON reader would. */
export const checkMessage = (message: unknown, strict: boolean): Fault | undefined => {
  if (!isObject(message)) return { id: 0, ...wrongType('', 'OBJECT', message) }
  const { ID } = message
  const fault = checkNesting(message) ?? checkMessageMembers(message, strict)
  return fault && { id: typeof ID === 'number' && fits('id', ID) ? ID : 0, ...fault }
}
