import type { RefreshEvent, UpdateEvent } from '../../src/item/item-event.js'
import { openOk } from '../../src/wire/state.js'

/** What every event of the item under test says, while all is well. */
export const base = { name: 'EUR=', service: 'S', state: openOk, stale: false } as const

/** A refresh, in one part unless said otherwise. */
export const refreshEvent = (fields: object, more: Partial<RefreshEvent> = {}): RefreshEvent => ({
  ...base,
  type: 'refresh',
  fields: fields as RefreshEvent['fields'],
  solicited: true,
  complete: true,
  ...more,
})

/** An update. */
export const updateEvent = (fields: object, more: Partial<UpdateEvent> = {}): UpdateEvent => ({
  ...base,
  type: 'update',
  fields: fields as UpdateEvent['fields'],
  updateType: 'Quote',
  ...more,
})
