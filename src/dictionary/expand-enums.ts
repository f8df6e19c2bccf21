import { map, type OperatorFunction } from 'rxjs'
import { isRecord } from '../content/is-record.js'
import { setField } from '../content/merge-field.js'
import type { ItemEvent } from '../item/item-event.js'
import type { Container } from '../wire/containers.js'
import type { Dictionary } from './dictionary.js'

type Members = Readonly<Record<string, unknown>>

/** Gives an object with other values for some of its members; the same object where there are none. */
const changed = <T extends object>(object: T, change: (name: string, value: unknown) => unknown): T => {
  const members = object as Members
  let copy: Record<string, unknown> | undefined
  for (const name of Object.keys(members)) {
    const next = change(name, members[name])
    if (next !== members[name]) setField((copy ??= { ...members }), name, next)
  }
  return (copy as T | undefined) ?? object
}

/** Whatever holds content, all the way down. */
const inContainers = <T extends object>(holder: T, inFields: (fields: Members) => Members): T =>
  changed(holder, (member, value) => {
    if (member === 'Entries' && Array.isArray(value)) {
      const entries: readonly unknown[] = value
      const next = entries.map((entry) => (isRecord(entry) ? inContainers(entry, inFields) : entry))
      return next.some((entry, at) => entry !== entries[at]) ? next : entries
    }
    if (!isRecord(value)) return value
    switch (member) {
      case 'Fields':
        return inFields(value)
      case 'Map':
      case 'Vector':
      case 'Series':
      case 'FilterList':
      case 'Summary':
        return inContainers(value, inFields)
      default:
        return value
    }
  })

/**
 * Puts the display text in place of the number of an enumerated field, wherever the dictionary has one. For servers
 * that send numbers, and for values that some servers send as texts and others as numbers.
 *
 * ```text
 * source                   -R{BID:1,PRCTCK_1:1}---U{BID:2}--U{RDN_EXCHD2:2}------
 * expandEnums(dictionary)  -R{BID:1,PRCTCK_1:"Þ"}-U{BID:2}--U{RDN_EXCHD2:"NYS"}--
 * ```
 *
 * It does what a server does that expands enumerations: a text stays as it came, and so does a number that the
 * dictionary has no text for. Fields of an order book are expanded, too. The `message` of an event stays as it came.
 * Behind a codec it has nothing to do with the types of the codec: put `t.string` there.
 *
 * @param dictionary - of the server, or a file that fits
 *
 * @example
 * ```ts
 * import { expandEnums, toImage, type Consumer, type Dictionary } from 'rx-omm'
 *
 * declare const consumer: Consumer
 * declare const dictionary: Dictionary
 * consumer
 *   .item('TRI.N', { view: ['RDN_EXCHD2', 'TRDPRC_1'] })
 *   .pipe(expandEnums(dictionary), toImage())
 *   .subscribe(({ fields }) => console.log(fields.RDN_EXCHD2, fields.TRDPRC_1))
 * ```
 */
export const expandEnums = (dictionary: Dictionary): OperatorFunction<ItemEvent, ItemEvent> => {
  const inFields = <F extends object>(fields: F): F =>
    changed(fields, (name, value) =>
      typeof value === 'number' ? (dictionary.enumValue(name, value)?.display ?? value) : value,
    )
  const inContent = (content: Container): Container => inContainers(content, inFields)
  return map((event) => {
    if (event.type === 'status') return event
    const fields = inFields(event.fields)
    const content = event.content === undefined ? undefined : inContent(event.content)
    if (fields === event.fields && content === event.content) return event
    return { ...event, fields, ...(content === undefined ? {} : { content }) }
  })
}
