import { Observable, type OperatorFunction, Subscription, asapScheduler, defer } from 'rxjs'
import { ItemError, UsageError } from '../errors.js'
import type { ItemEvent, NamedEvent } from '../item/item-event.js'
import type { Fields } from '../wire/fields.js'
import { difference } from './members/difference.js'
import type { MemberNames } from './members/members.js'

/** The consumer of the item is closed, or is being closed at this moment. */
const tellsOfClosing = (error: unknown): boolean =>
  error instanceof UsageError && error.code === 'consumer-closed'

/**
 * Opens every member of a list or chain as an item of its own, and leaves it when it is no member any more.
 *
 * ```text
 * source         -{A, B}------------{B, C}--------
 * open(A)         -a---a---a--------!
 * open(B)         --b------b-----------b------b---
 * open(C)                            -c----c---c--
 * toItems(open)  --ab--a---(ab)------c-b---c--(bc)
 * ```
 *
 * An item that ends with an {@link ItemError} ends alone: its last status told how. Any other error ends the whole,
 * as does an error of the list. The result completes when the list and all items have. An item that has ended is
 * opened again only when it has left the list and come back.
 *
 * @param open - the stream of an item, by its name
 *
 * @example
 * ```ts
 * import { toItems, toMembers, type Consumer } from 'rx-omm'
 *
 * declare const consumer: Consumer
 * consumer
 *   .item('0#.DJI', { domain: 'SymbolList' })
 *   .pipe(
 *     toMembers(),
 *     toItems((name) => consumer.item(name, { view: ['BID', 'ASK'] })),
 *   )
 *   .subscribe(({ name, event }) => console.log(name, event.type))
 * ```
 */
export const toItems =
  <F = Fields>(
    open: (name: string) => Observable<ItemEvent<F>>,
  ): OperatorFunction<MemberNames, NamedEvent<F>> =>
  (source) =>
    new Observable((subscriber) => {
      /** By name. One that has ended stays here, closed, until it leaves the list. */
      const items = new Map<string, Subscription>()
      let members: MemberNames['members'] = new Map()
      let running = 0
      let listEnded = false

      const completeWhenDone = (): void => {
        if (listEnded && running === 0) subscriber.complete()
      }
      const join = (name: string): void => {
        const item = new Subscription()
        const end = (): void => {
          // One that left while it was being opened may still end.
          if (item.closed) return
          item.unsubscribe()
          running -= 1
          completeWhenDone()
        }
        // When its consumer is closed, a list may name new members with its last breath: that is no error.
        const endWithList = (error: unknown): void => {
          end()
          subscription.add(
            asapScheduler.schedule(() => {
              if (!listEnded) subscriber.error(error)
            }),
          )
        }
        running += 1
        items.set(name, item)
        item.add(
          defer(() => open(name)).subscribe({
            next: (event) => {
              if (!item.closed) subscriber.next({ name, event })
            },
            error: (error: unknown) => {
              if (error instanceof ItemError) end()
              else if (tellsOfClosing(error)) endWithList(error)
              else subscriber.error(error)
            },
            complete: end,
          }),
        )
      }
      const leave = (name: string): void => {
        const item = items.get(name)
        items.delete(name)
        if (item === undefined || item.closed) return
        running -= 1
        item.unsubscribe()
      }
      const follow = (now: MemberNames): void => {
        if (now.members === members) return
        const { added, removed } = difference(now, members, items)
        members = now.members
        for (const name of removed) leave(name)
        for (const name of added) {
          // What an item emits at once may end everything, or bring another list.
          if (subscriber.closed) return
          if (!items.has(name) && members.has(name)) join(name)
        }
      }

      const subscription = new Subscription(() => {
        for (const item of items.values()) item.unsubscribe()
      })
      subscription.add(
        source.subscribe({
          next: follow,
          error: (error: unknown) => {
            subscriber.error(error)
          },
          complete: () => {
            listEnded = true
            completeWhenDone()
          },
        }),
      )
      return subscription
    })
