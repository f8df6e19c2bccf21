import { firstOf, isObject, missing, type Finding, type Members } from './fault.js'
import { checkKind } from './kinds.js'
import { objectShapes, type Shape } from './member-kinds.js'

/** Looks at the members of an object one by one, in the order in which they stand there. */
export const checkMembers = (
  members: Members,
  { members: kinds, required }: Shape,
  strict: boolean,
): Finding | undefined =>
  firstOf(Object.entries(members), ([member, value]) => {
    const kind = Object.hasOwn(kinds, member) ? kinds[member] : undefined
    if (kind === undefined)
      return strict ? { text: `JSON Unexpected Key. Received '${member}'`, member } : undefined
    const fault = checkKind(kind, member, value)
    if (fault) return fault
    const inner = kind === 'object' && Object.hasOwn(objectShapes, member) ? objectShapes[member] : undefined
    return inner && isObject(value) ? checkMembers(value, inner, strict) : undefined
  }) ?? firstOf(required, (member) => (members[member] === undefined ? missing(member) : undefined))
