import { Observable, type OperatorFunction } from 'rxjs'
import type { ItemEvent } from '../item/item-event.js'
import type { Chain, ChainOptions } from './chain/chain.js'
import { followChain } from './chain/follow-chain.js'
import { checkNumber } from './events/check-number.js'

/**
 * Turns the events of the first record of a chain into the chain: its members in order, and who came, went and moved.
 * For chains that are records of links in the domain `MarketPrice`, as `0#.FTSE`; lists of the domain `SymbolList`
 * are for {@link toMembers}.
 *
 * ```text
 * source         -{A B, next 1#}--------------------{B A, next 1#}-
 * open('1#')      ----{C}----------S(suspect)--R{C}----------------
 * toChain(open)  -A B-A B C--------(stale)-----A B C-B A C---------
 *                      added C                       moved A
 * ```
 *
 * The records of a chain are items, each of which names the next. They are opened by `open` as they become known, are
 * left when they are no part of the chain any more, and are followed as long as the result is subscribed to; members
 * are not opened, which is what {@link toItems} does behind this. Ask for `chainFields` only, as below: records have no
 * others that matter here.
 *
 * Each emission is a new object that never changes. Members are told as they become known: `complete` says when these
 * are all. A change that concerns several records comes as several emissions, one for each, unless `settle` gives them
 * the time to come together.
 *
 * A record that fails is told in `problems`, and so is one that leads back to where the chain has been; what is known of
 * the chain stays. The whole is stale while one of its records is. It errors when the first record does, and with any
 * error of another one that is no {@link ItemError}. It completes when the first record is closed in good order, and, of
 * snapshots, when all records are there.
 *
 * @param open - the stream of a record, by its name
 * @param options - what is asked for ahead, and what is no member, or more than that
 * @throws {@link UsageError} `invalid-options` when a number makes no sense
 *
 * @example
 * ```ts
 * import { chainFields, toChain, type Consumer } from 'rx-omm'
 *
 * declare const consumer: Consumer
 * const open = (name: string) => consumer.item(name, { view: chainFields })
 * open('0#.FTSE')
 *   .pipe(toChain(open))
 *   .subscribe(({ members, added, complete }) => console.log(members.size, complete, added))
 * ```
 */
export const toChain = (
  open: (name: string) => Observable<ItemEvent>,
  { ahead = 0, expand = () => false, summaryLinks = 0, settle = 0, maxRecords = 10_000 }: ChainOptions = {},
): OperatorFunction<ItemEvent, Chain> => {
  checkNumber('toChain: ahead', ahead, 0, true)
  checkNumber('toChain: settle', settle, 0)
  checkNumber('toChain: maxRecords', maxRecords, 1, true)
  if (typeof summaryLinks === 'number') checkNumber('toChain: summaryLinks', summaryLinks, 0, true)
  const options = { ahead, expand, summaryLinks, settle, maxRecords }
  return (first$) => new Observable((subscriber) => followChain({ first$, open, options }, subscriber))
}
