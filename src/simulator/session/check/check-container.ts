import { integerFields, numericFields } from '../../market/field.js'
import { checkMembers } from './check-members.js'
import { checkPrimitive, checkReal, checkTyped } from './check-value.js'
import {
  firstOf,
  isObject,
  missing,
  noSuchType,
  wrongType,
  wrongValue,
  type Finding,
  type Look,
  type Members,
} from './fault.js'
import { checkBase64 } from './kinds.js'
import { containerShapes, type Shape } from './member-kinds.js'
import { isOdd, isReal } from './odd-number.js'
import { containerMembers, primitiveOf } from './types.js'

/** Looks at the containers that an object holds. */
export const checkContainers = (holder: Members, look: Look): Finding | undefined =>
  firstOf(Object.entries(holder), ([member, value]) =>
    containerMembers.has(member) ? look.container(member, member, value) : undefined,
  )

const checkFields = (fields: Members, look: Look): Finding | undefined =>
  firstOf(Object.entries(fields), ([name, value]) => {
    if (value === null) return undefined
    if (integerFields.has(name)) return checkPrimitive('UInt', name, value)
    if (numericFields.has(name)) return checkReal(name, value)
    if (isOdd(value)) return isReal(value) ? undefined : wrongValue(name, value)
    // A container says itself what it is only where it is an array.
    return isObject(value) && 'Type' in value && 'Data' in value
      ? checkTyped({ Type: 'Array', Data: value }, look)
      : undefined
  })

const checkElements = (elements: Members, look: Look): Finding | undefined =>
  firstOf(Object.entries(elements), ([name, value]) => {
    if (typeof value === 'string') return undefined
    if (isObject(value)) return checkTyped(value, look)
    // A bare number is an unsigned one; everything else has to be wrapped.
    if (typeof value === 'number' || isOdd(value)) return checkPrimitive('UInt', name, value)
    return wrongType(name, 'OBJECT', value)
  })

const checkSummary = ({ Summary }: Members, look: Look): Finding | undefined =>
  isObject(Summary)
    ? (checkMembers(Summary, containerShapes.Summary, look.strict) ?? checkContainers(Summary, look))
    : undefined

/** What comes first must stand before the container: the reader writes entry by entry. */
const checkOrder = (entry: Members, first: readonly string[]): Finding | undefined => {
  const members = Object.keys(entry)
  const container = members.findIndex((member) => containerMembers.has(member))
  if (container < 0) return undefined
  return firstOf(first, (member) => (members.indexOf(member) > container ? missing(member) : undefined))
}

const checkEntries = (
  { Entries }: Members,
  shape: Shape,
  look: Look,
  each: (entry: Members) => Finding | undefined,
): Finding | undefined =>
  firstOf((Entries ?? []) as readonly unknown[], (entry) => {
    if (!isObject(entry)) return wrongType('Entries', 'OBJECT', entry)
    return checkMembers(entry, shape, look.strict) ?? each(entry) ?? checkContainers(entry, look)
  })

/** The entries of a map and its summary hold containers of one kind. */
const checkOneKind = ({ Summary, Entries }: Members): Finding | undefined => {
  let kind: string | undefined
  return firstOf([Summary, ...((Entries ?? []) as readonly unknown[])], (holder) =>
    firstOf(isObject(holder) ? Object.keys(holder) : [], (member) => {
      if (!containerMembers.has(member)) return undefined
      kind ??= member
      return member === kind ? undefined : { text: 'JSON invalid container type', member }
    }),
  )
}

const checkMap = (map: Members, look: Look): Finding | undefined => {
  const type = primitiveOf(map['KeyType'])
  if (type === undefined) return noSuchType
  return (
    checkSummary(map, look) ??
    checkEntries(map, containerShapes.mapEntry, look, ({ Action, Key }) => {
      if (Action !== 'Add' && Action !== 'Update' && Action !== 'Delete') return wrongValue('Action', Action)
      return checkPrimitive(type, 'Key', Key)
    }) ??
    checkOneKind(map)
  )
}

const orders = { vectorEntry: ['Index', 'Action'], filterEntry: ['ID', 'Action'], seriesEntry: [] } as const

/** Looks at a container and all that is in it. */
export const checkContainer = (
  name: string,
  member: string,
  value: unknown,
  look: Look,
): Finding | undefined => {
  if (name === 'Json' || name === 'NoData') return undefined
  if (name === 'Opaque' || name === 'Xml') {
    if (value === null) return undefined
    if (name === 'Opaque') return checkBase64(member, value)
    return typeof value === 'string' ? undefined : wrongType(member, 'STRING', value)
  }
  if (!isObject(value)) return wrongType(member, 'OBJECT', value)
  const inOrder = (shape: Shape, entry: keyof typeof orders): Finding | undefined =>
    checkMembers(value, shape, look.strict) ??
    checkSummary(value, look) ??
    checkEntries(value, containerShapes[entry], look, (one) => checkOrder(one, orders[entry]))
  switch (name) {
    case 'Fields':
      return checkFields(value, look)
    case 'Elements':
      return checkElements(value, look)
    case 'Map':
      return checkMembers(value, containerShapes.Map, look.strict) ?? checkMap(value, look)
    case 'Vector':
      return inOrder(containerShapes.Vector, 'vectorEntry')
    case 'Series':
      return inOrder(containerShapes.Series, 'seriesEntry')
    case 'FilterList':
      return inOrder(containerShapes.FilterList, 'filterEntry')
    default:
      return look.message(value)
  }
}
