import { domain, type Domain } from '../../wire/domain.js'
import { dataState, stateCode, streamState, updateType } from '../../wire/enums.js'
import type { EntryChange, MapChange } from '../market/content.js'
import { fieldName, type FieldList } from '../market/field.js'
import { mergeChanges } from '../market/map-change.js'
import type { StateWish } from '../scenario.js'
import { typeName } from './check/check-message.js'
import { exactJson, isOdd, oddText } from './check/odd-number.js'

type Members = Readonly<Record<string, unknown>>

/** What a post brings. */
export interface PostContent {
  /** Type of the embedded message; a payload without one is an update. */
  readonly type: string | undefined
  /** Domain of the embedded message; absent where there is none. */
  readonly domain?: Domain
  readonly updateType: string
  readonly fields?: FieldList
  readonly map?: MapChange
  readonly keyType?: unknown
  readonly state?: StateWish
  /** It has a payload that no item of the simulator can take. */
  readonly strange: boolean
}

const members = (value: unknown): Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {}

/** A field by number gets its name back; one that the dictionary lacks is dropped. */
const nameOf = (name: string): string | undefined => (/^-?\d+$/.test(name) ? fieldName(Number(name)) : name)

const exponent = /^(-?)(\d+)(?:\.(\d+))?[eE]([+-]?\d+)$/

/** A number with an exponent as servers write it: as a decimal. */
const decimal = (text: string): string => {
  const [, sign = '', whole = '', fraction = '', power = '0'] = exponent.exec(text) ?? []
  if (whole === '') return text
  const digits = whole + fraction
  const point = whole.length + Number(power)
  const padded = digits.padStart(digits.length - Math.min(0, point - 1), '0').padEnd(point, '0')
  const at = Math.max(1, point)
  return `${sign}${padded.slice(0, at)}${padded.length > at ? `.${padded.slice(at)}` : ''}`.replace(
    /^(-?)0+(?=\d)/,
    '$1',
  )
}

const valueJson = (value: unknown): string =>
  isOdd(value) ? decimal(oddText(value)) : exactJson(value ?? null)

/** Names and values of fields as JSON text. */
export const fieldList = (fields: Members): FieldList =>
  new Map(
    Object.entries(fields).flatMap(([given, value]): [string, string][] => {
      const name = nameOf(given)
      return name === undefined ? [] : [[JSON.stringify(name).slice(1, -1), valueJson(value)]]
    }),
  )

const mapChange = (map: Members): MapChange => {
  const summary = fieldList(members(members(map['Summary'])['Fields']))
  const entries: readonly unknown[] = Array.isArray(map['Entries']) ? map['Entries'] : []
  return {
    ...(summary.size === 0 ? {} : { summary }),
    entries: entries.map((one): EntryChange => {
      const { Action, Key, Fields } = members(one)
      const action = Action as EntryChange['action']
      const fields = action === 'Delete' ? {} : { fields: fieldList(members(Fields)) }
      return { action, key: valueJson(Key), ...fields }
    }),
  }
}

const stateOf = (value: unknown): { readonly state?: StateWish } => {
  if (value === undefined) return {}
  const { Stream, Data, Code, Text } = members(value)
  const text = typeof Text === 'string' ? Text : ''
  return { state: { stream: streamState(Stream), data: dataState(Data), code: stateCode(Code), text } }
}

const containers = ['Elements', 'Vector', 'Series', 'FilterList', 'Opaque', 'Xml', 'Json']

const hasOther = (holder: Members): boolean => containers.some((name) => holder[name] !== undefined)

/** Entries of books and lists hold fields, and nothing else. */
const mapHasOther = ({ Summary, Entries }: Members): boolean =>
  [Summary, ...(Array.isArray(Entries) ? (Entries as readonly unknown[]) : [])].some((one) =>
    ['Map', 'Message', ...containers].some((name) => members(one)[name] !== undefined),
  )

/** Reads what a post brings: in an embedded message, or directly. */
export const postContent = (post: Members): PostContent => {
  const embedded = post['Message'] === undefined ? undefined : members(post['Message'])
  const source = embedded ?? post
  const { Fields, Map: map } = source
  return {
    // A message without a type is a request by the letter; in a post it can only be meant as an update.
    type: embedded?.['Type'] === undefined ? 'Update' : typeName(embedded['Type']),
    ...(embedded ? { domain: domain(embedded['Domain']) } : {}),
    updateType: updateType(embedded?.['UpdateType']),
    ...(Fields === undefined ? {} : { fields: fieldList(members(Fields)) }),
    ...(map === undefined ? {} : { map: mapChange(members(map)), keyType: members(map)['KeyType'] }),
    ...(embedded ? stateOf(embedded['State']) : {}),
    strange: hasOther(source) || mapHasOther(members(map)),
  }
}

/** Makes one post of two parts. The type and domain are those of the first one. */
export const joinContent = (first: PostContent, next: PostContent): PostContent => ({
  ...next,
  ...first,
  ...(next.fields ? { fields: new Map([...(first.fields ?? []), ...next.fields]) } : {}),
  ...(next.map ? { map: mergeChanges(first.map, next.map) } : {}),
  strange: first.strange || next.strange,
})
