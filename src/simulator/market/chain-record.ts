import type { FieldMove, MapContent } from './content.js'
import { fieldItem } from './field-item.js'
import type { FieldList } from './field.js'
import { keyText } from './map-json.js'
import type { ItemStart, MarketItem } from './market-item.js'

/** How the links of a record are called; the fields for the records before and after follow from it. */
export type ChainTemplate = 'LINK_' | 'LONGLINK' | 'BR_LINK'

/** Links of one record. */
const linksEach = 14

/** A record of a chain: which list it is of, and the how manieth. */
export interface RecordPlace {
  readonly list: string
  readonly number: number
}

/** Names of the fields for the records before and after. */
const neighbours: Readonly<Record<ChainTemplate, readonly [before: string, after: string]>> = {
  LINK_: ['PREV_LR', 'NEXT_LR'],
  LONGLINK: ['LONGPREVLR', 'LONGNEXTLR'],
  BR_LINK: ['BR_PREVLR', 'BR_NEXTLR'],
}

/**
 * What record of a chain has this name; `undefined` where it is none.
 *
 * @param isList - whether there is a list of this name
 */
export const recordPlace = (name: string, isList: (name: string) => boolean): RecordPlace | undefined => {
  const [, digits = '', rest = ''] = /^([0-9A-F]{1,6})#(.+)$/.exec(name) ?? []
  if (digits !== '') {
    // The first record of a tile has a name without a number.
    for (const list of [rest, `0#${rest}`]) {
      if (isList(list) && list !== name) return { list, number: parseInt(digits, 16) }
    }
  }
  return isList(name) ? { list: name, number: 0 } : undefined
}

/** Name of a record of the chain that a list is served as. */
export const recordName = (list: string, number: number): string =>
  number === 0 ? list : `${number.toString(16).toUpperCase()}#${list.replace(/^0#/, '')}`

/** How many records it takes; an empty list has one. */
export const recordCount = (size: number): number => Math.max(1, Math.ceil(size / linksEach))

interface ChainRecordParts {
  readonly place: RecordPlace
  readonly template: ChainTemplate
  /** The list that is served as a chain. */
  readonly list: () => MapContent
  /** Lets the list move, where nobody else does. */
  readonly drive: (at: number) => void
}

const recordFields = ({ place, template, list }: ChainRecordParts): FieldList => {
  const map = list()
  const members = Array.from(map.entries().keys(), (key) => keyText(map.keyType, key))
  const last = recordCount(members.length) - 1
  const { list: name, number } = place
  const links = members.slice(number * linksEach, (number + 1) * linksEach)
  const text = (value: string | undefined): string => JSON.stringify(value ?? null)
  const [before, after] = neighbours[template]
  return new Map([
    ['PROD_PERM', '6562'],
    ['RDNDISPLAY', '173'],
    ['DSPLY_NAME', text(name.replace(/^0#/, '').slice(0, 16).padEnd(16))],
    ['REF_COUNT', String(links.length)],
    [before, text(number === 0 ? undefined : recordName(name, number - 1))],
    [after, text(number < last ? recordName(name, number + 1) : undefined)],
    ...Array.from(
      { length: linksEach },
      (_, index) => [`${template}${index + 1}`, text(links[index])] as const,
    ),
  ])
}

/** An item that is a record of a chain. */
export interface ChainRecord {
  readonly item: MarketItem
  readonly place: RecordPlace
  /** What has changed since it was told last; `undefined` when nothing has. */
  readonly catchUp: () => FieldMove | undefined
}

/** A record of the chain that a list is served as. Where the list became so short that there is none, it is empty. */
export const chainRecord = (start: ItemStart, parts: ChainRecordParts): ChainRecord => {
  const { place, drive } = parts
  let told: FieldList = new Map()
  const change = (): FieldMove => {
    const now = recordFields(parts)
    const fields = new Map([...now].filter(([field, value]) => told.get(field) !== value))
    told = now
    return { type: 'Unspecified', fields }
  }
  // Values that somebody set stay until the list changes them, which the item itself looks after.
  const fields = fieldItem(start, { image: () => (told = recordFields(parts)), next: change })
  const catchUp = (): FieldMove | undefined => {
    const move = fields.next(0)
    return move?.fields === undefined || move.fields.size === 0 ? undefined : move
  }
  const item = {
    ...fields,
    next: (at: number) => {
      // One moves the list for all of them.
      if (place.number === 0) drive(at)
      return catchUp()
    },
  }
  return { item, place, catchUp }
}
