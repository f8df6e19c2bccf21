import type { Changes, RefreshEvent, UpdateEvent } from '../../item/item-event.js'
import { KeptFields } from '../../content/kept-fields.js'
import type { Fields } from '../../wire/fields.js'
import type { UpdateType } from '../../wire/enums.js'
import { mapOf } from '../events/map-content.js'

import { joinedMaps } from './joined-maps.js'

/** An event that carries data. */
export type Data<F> = RefreshEvent<F> | UpdateEvent<F>

/** Several events on the way to becoming one. */
export interface Merging<F> {
  /** Puts an update on top; false when the two cannot be one. */
  add(update: UpdateEvent<F>): boolean
  /** All of them in one; nothing may be added afterwards. */
  result(): Data<F>
}

/** Begins with an event, which stays as it is. */
export const merging = <F extends object>(first: Data<F>): Merging<F> => {
  const map = mapOf(first.content)
  const maps = map === undefined ? undefined : joinedMaps(map)
  /** Made when the second comes. */
  let fields: KeptFields | undefined
  let newest: Data<F> = first
  let updateType: UpdateType | undefined = first.type === 'update' ? first.updateType : undefined

  const addContent = (update: UpdateEvent<F>): boolean => {
    if (update.content === undefined) {
      if (first.content !== undefined) return false
      fields ??= new KeptFields(first.fields as Fields)
      fields.merge(update.fields as Fields)
      return true
    }
    const next = mapOf(update.content)
    return next !== undefined && maps?.add(next) === true
  }

  return {
    add: (update) => {
      if (!addContent(update)) return false
      newest = update
      if (updateType !== update.updateType) updateType = 'Multiple'
      return true
    },
    result: () => {
      if (newest === first) return first
      const { state, stale } = newest
      const content = maps === undefined ? {} : { content: { Map: maps.result() } }
      // Changes of the fields of F, put over fields of F, are fields of F.
      const merged = fields?.copy() ?? (first.fields as Fields)
      if (first.type === 'refresh') return { ...first, fields: merged as F, ...content, state, stale }
      const { type, name, service } = first
      return {
        type,
        name,
        service,
        state,
        stale,
        fields: merged as Changes<F>,
        ...content,
        updateType: updateType ?? 'Multiple',
      }
    },
  }
}
