import { type Observable, type Subscriber, Subscription, asyncScheduler, defer } from 'rxjs'
import type { ItemEvent } from '../../item/item-event.js'
import type { Chain, ChainOptions } from './chain.js'
import { chainHealth, isStale } from './chain-health.js'
import { type ChainRecord, type RecordWatcher, isClosed, openRecord } from './chain-record.js'
import { chainView } from './chain-view.js'
import { walk, type Walk } from './walk.js'

/** What it takes to follow a chain. */
export interface ChainParts {
  /** The events of the first record. */
  readonly first$: Observable<ItemEvent>
  /** The events of any other record. */
  readonly open: (name: string) => Observable<ItemEvent>
  readonly options: Required<ChainOptions>
}

/** Follows a chain: opens the records that are part of it, leaves those that are no more, and tells what it is. */
export const followChain = (
  { first$, open, options }: ChainParts,
  subscriber: Subscriber<Chain>,
): Subscription => {
  /** All but the first, by name: those that are part of the chain, and those that are likely to be. */
  const records = new Map<string, ChainRecord>()
  let first: ChainRecord | undefined = undefined
  let shown: Chain | undefined
  /** The chain as it was walked last. */
  let latest: Walk | undefined
  /** What is going to tell of changes; absent when there are none. */
  let held: Subscription | undefined
  let settling = false
  /** The chain may lead elsewhere than it did. */
  let unsettled = false
  /** A record is stale. */
  let ill = false
  /** When the outage of a record that ended last has ended, and that of the chain; in milliseconds since 1970. */
  let refreshedAt: number | undefined
  let recoveredAt: number | undefined

  const recordOf = (name: string): ChainRecord | undefined =>
    name === first?.name ? first : records.get(name)

  const over = (): boolean => subscriber.closed
  const leave = (name: string): void => {
    records.get(name)?.leave()
    records.delete(name)
  }
  const openMissing = (name: string, guessed: boolean): void => {
    if (name === first?.name) return
    const known = records.get(name)
    if (known && !guessed && known.guessed) {
      if (isClosed(known)) leave(name)
      else known.guessed = false
    }
    if (over() || records.has(name)) return
    const record = openRecord(
      defer(() => open(name)),
      guessed,
      watcher,
    )
    // What it emits at once may end everything.
    if (over()) record.leave()
    else records.set(name, record)
  }
  const step = (): Walk => {
    const way = walk(first?.name ?? '', recordOf, options)
    for (const name of records.keys()) if (!way.wanted.has(name) && !way.guesses.has(name)) leave(name)
    for (const name of way.wanted) openMissing(name, false)
    for (const name of way.guesses) openMissing(name, true)
    return way
  }

  const tell = (): void => {
    held?.unsubscribe()
    held = undefined
    if (latest === undefined || first === undefined) return
    const [way, head] = [latest, first]
    const health = chainHealth(way, recordOf, shown?.stale ?? false, recoveredAt)
    const chain = health && chainView(way, head, health, shown)
    if (!chain) return
    shown = chain
    subscriber.next(chain)
  }
  const tellInTime = (): void => {
    if (options.settle === 0) tell()
    else held ??= asyncScheduler.schedule(tell, options.settle)
  }
  const completeWhenOver = (way: Walk, head: ChainRecord): void => {
    if (!head.ended) return
    const ended = isClosed(head) || Array.from(way.wanted).every((name) => recordOf(name)?.ended === true)
    if (!ended) return
    tell()
    subscriber.complete()
  }

  /** A chain may also be live again because what was stale is no part of it any more. */
  const noteHealth = (way: Walk): void => {
    const stale = isStale(way, recordOf)
    if (ill && !stale) recoveredAt = refreshedAt
    ill = stale
    refreshedAt = undefined
  }

  /** Records may speak while others are opened: all of it is taken in before anything is told. */
  const settle = (): void => {
    if (settling || first === undefined) return
    const head = first
    settling = true
    try {
      while (unsettled && !head.error && !subscriber.closed) {
        unsettled = false
        latest = step()
      }
    } catch (error) {
      // Thrown by a function of the application.
      subscriber.error(error)
    }
    settling = false
    if (subscriber.closed) return
    if (latest !== undefined) noteHealth(latest)
    if (head.error) {
      // What was held back came before the error.
      tell()
      subscriber.error(head.error)
      return
    }
    if (latest === undefined) return
    tellInTime()
    completeWhenOver(latest, head)
  }
  const watcher: RecordWatcher = {
    changed: (relinked, at) => {
      unsettled ||= relinked
      refreshedAt = at ?? refreshedAt
      settle()
    },
    failed: (error) => {
      subscriber.error(error)
    },
  }

  const subscription = new Subscription(() => {
    held?.unsubscribe()
    first?.leave()
    for (const record of records.values()) record.leave()
  })
  first = openRecord(first$, false, watcher)
  // What it said at once.
  settle()
  return subscription
}
