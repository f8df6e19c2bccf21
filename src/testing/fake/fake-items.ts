import { type Observable, NEVER, concat, isObservable, of } from 'rxjs'
import { isRecord } from '../../content/is-record.js'
import { UsageError } from '../../errors.js'
import type { ItemOptions } from '../../item/asking/item-request.js'
import type { ItemEvent } from '../../item/item-event.js'
import { closedItem } from '../build/closed-item.js'
import { refreshEvent } from '../build/events.js'
import type { FakeItem, FakeOptions } from './fake-options.js'

/** The events of an item, by its name and how it is asked for. */
export type OpenItem = (name: string, options: ItemOptions) => Observable<ItemEvent>

const refuse = (name: string, why: string): never => {
  throw new UsageError('invalid-options', `fakeConsumer: \`items\` has for ${name} ${why}`)
}

const opener = (name: string, item: FakeItem): OpenItem => {
  if (isObservable(item)) return () => item
  if (typeof item === 'function') return (_, options) => item(options)
  if (!isRecord(item)) return refuse(name, 'neither an observable, nor a function, nor fields')
  if ('type' in item && 'fields' in item)
    return refuse(name, 'a single event: give an observable of events, such as of(event)')
  return () => concat(of(refreshEvent(item)), NEVER)
}

/**
 * The items that a fake consumer has.
 *
 * @throws UsageError `invalid-options` when one of them is none
 */
export const fakeItems = ({ items = {}, unknown = (name) => closedItem(name) }: FakeOptions): OpenItem => {
  const openers = new Map(Object.entries(items).map(([name, item]) => [name, opener(name, item)]))
  return (name, options) => (openers.get(name) ?? unknown)(name, options)
}
