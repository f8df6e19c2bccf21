import { type Observable, map, mergeMap, of, takeWhile, EMPTY } from 'rxjs'
import type { ItemOptions } from '../../item/asking/item-request.js'
import type { ItemEvent } from '../../item/item-event.js'
import { filterOf, pickFields } from '../../item/stream/view.js'

/** Fields that nobody asked for are not delivered, and updates without any other are not, either. */
const viewed = (view: ItemOptions['view'], event: ItemEvent): Observable<ItemEvent> => {
  const filter = filterOf(view)
  if (filter === undefined || event.type === 'status' || event.content !== undefined) return of(event)
  const fields = pickFields(event.fields, filter)
  if (event.type === 'refresh') return of({ ...event, fields: fields ?? {} })
  return fields === undefined ? EMPTY : of({ ...event, fields })
}

/** Makes of the events that a test gives what a server and the library would make of them. */
export const asServed = (
  event$: Observable<ItemEvent>,
  name: string,
  { view, snapshot = false }: ItemOptions,
): Observable<ItemEvent> =>
  event$.pipe(
    map((event) => (event.name === name ? event : { ...event, name })),
    mergeMap((event) => viewed(view, event)),
    takeWhile((event) => !snapshot || event.type !== 'refresh' || !event.complete, true),
  )
