import { type Observable, isObservable, map } from 'rxjs'
import { isRecord } from '../../content/is-record.js'
import { UsageError } from '../../errors.js'
import { checkRequest } from './check-request.js'
import type { ItemEvent, NamedEvent } from '../item-event.js'
import type { ItemOptions, ItemRequest } from './item-request.js'
import type { Requested } from '../items.js'

/**
 * One item, asked for in any of the ways in which an application may.
 *
 * @throws UsageError `invalid-options` when the request cannot be read
 */
export const askFor = (
  items: Requested,
  request: string | ItemRequest | Observable<ItemRequest>,
  options: ItemOptions | Observable<ItemOptions> = {},
): Observable<ItemEvent> => {
  if (isObservable(request)) return items.changing(request)
  if (typeof request !== 'string') {
    if (!isRecord(request)) {
      throw new UsageError('invalid-options', 'item request: must be a name, or an object with one')
    }
    const { name, ...rest } = request
    return items.item(name, rest)
  }
  if (!isObservable(options)) return items.item(request, options)
  checkRequest([request], {})
  return items.changing(
    options.pipe(
      map((newest) => {
        // Here, since what is no object at all would pass for one without options.
        checkRequest([request], newest)
        return { ...newest, name: request }
      }),
    ),
  )
}

/**
 * Several items, asked for in any of the ways in which an application may.
 *
 * @throws UsageError `invalid-options` when the request cannot be read
 */
export const askForMany = (
  items: Requested,
  names: readonly string[],
  options: ItemOptions | Observable<ItemOptions> = {},
): Observable<NamedEvent> => {
  if (!isObservable(options)) return items.many(names, options)
  checkRequest(names, {})
  return items.manyChanging(names, options)
}
