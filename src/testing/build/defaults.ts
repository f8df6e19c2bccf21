import { openOk, openSuspect, type State } from '../../wire/state.js'
import type { ItemEventBase, Stale } from '../../item/item-event.js'

/** What is said of an item unless a test says otherwise. */
export const defaultName = 'EUR='

/** The service that the simulator has, too. */
export const defaultService = 'ELEKTRON_DD'

/** The state that goes with being stale, or not. */
export const stateOf = (stale: false | Stale): State =>
  stale === false ? openOk : openSuspect(stale.cause.text)

/** What events, images, books and members have in common. */
export const baseOf = (stale: false | Stale = false): ItemEventBase => ({
  name: defaultName,
  service: defaultService,
  state: stateOf(stale),
  stale,
})
