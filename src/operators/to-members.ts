import { type OperatorFunction, defer, filter, map } from 'rxjs'
import type { ItemEvent } from '../item/item-event.js'
import { mapKeeper } from './events/map-keeper.js'
import { memberList } from './members/member-list.js'
import type { Members } from './members/members.js'

/**
 * Turns the events of a symbol list into its members and into who came and who went. For the domain `SymbolList`.
 *
 * ```text
 * source       -R{A, B}------U{Add C}-----S(suspect)--R{B, C, D}----
 * toMembers()  -A B----------A B C--------(stale)-----B C D---------
 *               added A B     added C                  added D
 *                                                      removed A
 * ```
 *
 * Each emission is a new object that never changes. A change costs what it changes, whatever the length of the list:
 * `members` is copied only when someone walks through it, or reads one that is not the newest any more. `get`, `has`
 * and `size` of the newest cost nothing.
 *
 * After an outage the refresh tells the true difference only. Of a refresh in several parts the new members are
 * added with each part, and those that it does not name are removed with the last. Content that the server marks as
 * not to be cached is not taken over; it is in the events.
 *
 * @example
 * ```ts
 * import { toMembers, type Consumer } from 'rx-omm'
 *
 * declare const consumer: Consumer
 * consumer
 *   .item('0#.DJI', { domain: 'SymbolList' })
 *   .pipe(toMembers())
 *   .subscribe(({ members, added, removed }) => console.log(members.size, added, removed))
 * ```
 */
export const toMembers = (): OperatorFunction<ItemEvent, Members> => (source) =>
  defer(() =>
    source.pipe(
      map(mapKeeper(memberList())),
      filter((members) => members !== undefined),
    ),
  )
