import { type OperatorFunction, filter } from 'rxjs'
import type { Stale, StatusEvent } from '../item/item-event.js'

const isStatus = (value: object): value is StatusEvent => 'type' in value && value.type === 'status'

/**
 * Lets live data through and nothing else: for a calculation that had better have no price than an old one.
 *
 * ```text
 * source      -R--U--U--S(suspect)---U(stale)---R--U--
 * onlyLive()  -R--U--U--------------------------R--U--
 * ```
 *
 * Works on events of an item, on images, books and members. Of events, every status is dropped, one that says that
 * the data is live again too, since it carries no data. Put it behind `toImage`, `toBook` or `toMembers` and not
 * before: they need every event, and the parts of a refresh after an outage are stale until the last is in. Their
 * first live emission then holds everything.
 *
 * @example
 * ```ts
 * import { onlyLive, toImage, type Consumer } from 'rx-omm'
 *
 * declare const consumer: Consumer
 * consumer
 *   .item('EUR=')
 *   .pipe(toImage(), onlyLive())
 *   .subscribe(({ fields }) => console.log('good enough to calculate with', fields.BID))
 * ```
 */
export const onlyLive = <T extends { readonly stale: false | Stale }>(): OperatorFunction<
  T,
  Exclude<T, StatusEvent>
> => filter((value: T): value is Exclude<T, StatusEvent> => value.stale === false && !isStatus(value))
