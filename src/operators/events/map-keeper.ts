import type { Stale, ItemEvent, RefreshEvent, StatusEvent, UpdateEvent } from '../../item/item-event.js'
import type { OmmMap } from '../../wire/containers.js'
import type { Fields } from '../../wire/fields.js'
import type { State } from '../../wire/state.js'
import { fieldsOf, mapOf } from './map-content.js'
import { mergedFields } from './merged-fields.js'
import { RefreshParts } from './refresh-parts.js'

/** Entries of a map, changed in place, and what is shown of them. */
export interface MapStore<Shown> {
  /** Applies the entries of a map. */
  take(map: OmmMap): void
  /** A refresh begins that replaces what is there. */
  replace(): void
  /** The last part of a refresh is in. */
  settle(): void
  /** What is there now. */
  show(): Shown
}

/** What is shown of an item whose content is a map, beside its entries. */
export interface Kept {
  readonly name: string
  readonly service: string | number | undefined
  readonly summary: Fields
  readonly complete: boolean
  readonly state: State
  readonly stale: false | Stale
  readonly recovered?: { readonly awayMs: number }
}

const nothing: Fields = Object.freeze({})

const isCached = (event: ItemEvent): boolean => event.type === 'status' || event.message?.DoNotCache !== true

/**
 * Takes the events of an item whose content is a map to a store, and gives what is to be shown after each;
 * `undefined` for an event that is not.
 */
export const mapKeeper = <Shown extends object>(
  store: MapStore<Shown>,
): ((event: ItemEvent) => (Kept & Shown) | undefined) => {
  const parts = new RefreshParts()
  let summary = nothing
  let complete = false

  const take = ({ content }: RefreshEvent | UpdateEvent): void => {
    const map = mapOf(content)
    if (map === undefined) return
    const changes = fieldsOf(map.Summary)
    if (Object.keys(changes).length > 0) summary = mergedFields(summary, changes)
    store.take(map)
  }
  const refresh = (event: RefreshEvent, cached: boolean): void => {
    const role = parts.roleOf(event)
    if (role === 'replaces') {
      store.replace()
      summary = nothing
    }
    if (cached) take(event)
    // A whole refresh of which nothing is kept says nothing of what is there.
    if (cached || role === 'continues' || !event.complete) complete = event.complete
    if (event.complete) store.settle()
  }

  const heed = (event: StatusEvent): void => {
    parts.heed(event)
    if (event.cleared !== true) return
    store.replace()
    store.settle()
    summary = nothing
  }

  return (event) => {
    const cached = isCached(event)
    // A refresh that is not to be kept still tells the health.
    if (event.type === 'update' && !cached) return undefined
    if (event.type === 'status') heed(event)
    else if (event.type === 'update') take(event)
    else refresh(event, cached)
    const { name, service, state, stale } = event
    const recovered = event.type === 'refresh' ? event.recovered : undefined
    return {
      name,
      service,
      ...store.show(),
      summary,
      complete,
      state,
      stale,
      ...(recovered === undefined ? {} : { recovered }),
    }
  }
}
