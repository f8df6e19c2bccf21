import type { RefreshEvent, StatusEvent, UpdateEvent } from '../../item/item-event.js'
import type { Fields } from '../../wire/fields.js'
import type { State } from '../../wire/state.js'
import { baseOf } from './defaults.js'
import { staleBecause, type Because } from './stale-because.js'

/**
 * A refresh: the whole content of an item. Live, solicited and complete unless said otherwise.
 *
 * @param fields - all fields
 * @param more - what differs from the default; with `stale`, the state is Open/Suspect
 *
 * @example
 * ```ts
 * import { refreshEvent } from 'rx-omm/testing'
 *
 * const first = refreshEvent({ BID: 1.0923, ASK: 1.0925 })
 * const back = refreshEvent({ BID: 1.1 }, { name: 'JPY=', recovered: { awayMs: 3_000 } })
 * ```
 */
export const refreshEvent = <F = Fields>(
  fields: NoInfer<F>,
  more: Partial<RefreshEvent<F>> = {},
): RefreshEvent<F> => ({
  ...baseOf(more.stale),
  type: 'refresh',
  fields,
  solicited: true,
  complete: true,
  ...more,
})

/**
 * An update: the fields that changed. Live, and a quote, unless said otherwise.
 *
 * @param fields - the fields that changed
 * @param more - what differs from the default; with `stale`, the state is Open/Suspect
 *
 * @example
 * ```ts
 * import { updateEvent } from 'rx-omm/testing'
 *
 * const quote = updateEvent({ BID: 1.0924 })
 * const trade = updateEvent({ TRDPRC_1: 1.0924 }, { updateType: 'Trade' })
 * ```
 */
export const updateEvent = <F = Fields>(
  fields: NoInfer<UpdateEvent<F>['fields']>,
  more: Partial<UpdateEvent<F>> = {},
): UpdateEvent<F> => ({
  ...baseOf(more.stale),
  type: 'update',
  fields,
  updateType: 'Quote',
  ...more,
})

/**
 * A status: the health of an item, without data. It says that the data is live, unless said otherwise; see
 * {@link staleEvent} for the contrary.
 *
 * @param more - what differs from the default; with `stale`, the state is Open/Suspect
 *
 * @example
 * ```ts
 * import { statusEvent } from 'rx-omm/testing'
 *
 * const wellAgain = statusEvent()
 * const cleared = statusEvent({ cleared: true })
 * ```
 */
export const statusEvent = (more: Partial<StatusEvent> = {}): StatusEvent => ({
  ...baseOf(more.stale),
  type: 'status',
  ...more,
})

/**
 * A status that says that the data is out of date: the item is open, and its data suspect.
 *
 * @param because - why; an error stands for the end of a session
 * @param more - what else differs from the default; `since` is when it became stale, in milliseconds
 *
 * @example
 * ```ts
 * import { errorOf, staleEvent } from 'rx-omm/testing'
 *
 * const down = staleEvent('Service down')
 * const lost = staleEvent(errorOf('connection-lost'), { since: 60_000 })
 * ```
 */
export const staleEvent = (
  because?: Because,
  { since = 0, ...more }: Partial<StatusEvent> & { readonly since?: number } = {},
): StatusEvent => statusEvent({ stale: staleBecause(because, since), ...more })

/**
 * The last status of an item that a server closes. An error follows it; see {@link closedItem} for both.
 *
 * @param state - why; what is left out says that there is no such item
 * @param more - what else differs from the default
 *
 * @example
 * ```ts
 * import { closedEvent } from 'rx-omm/testing'
 *
 * const denied = closedEvent({ code: 'NotEntitled', text: 'Access Denied' })
 * ```
 */
export const closedEvent = (state: Partial<State> = {}, more: Partial<StatusEvent> = {}): StatusEvent => {
  const whole: State = {
    stream: 'Closed',
    data: 'Suspect',
    code: 'NotFound',
    text: '**The record could not be found',
    ...state,
  }
  return statusEvent({ state: whole, stale: staleBecause({ code: whole.code, text: whole.text }), ...more })
}
