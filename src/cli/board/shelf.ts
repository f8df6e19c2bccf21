import { asyncScheduler, groupBy, map, mergeMap, type Observable, type OperatorFunction } from 'rxjs'
import type { ItemEvent, NamedEvent } from '../../index.js'
import type { Health, News } from './health.js'
import type { Line } from './span.js'

/** Room for items. */
export interface Place {
  /** Milliseconds since 1970. */
  readonly now: number
  readonly width: number
  /** Most lines; `Infinity` for as many as it takes. */
  readonly height: number
  /** How many items are above, and not shown; by default none. */
  readonly from?: number
}

/** How items of one kind are read, kept and drawn. */
export interface Kind<Item extends Health, Read extends News> {
  readonly read: OperatorFunction<ItemEvent, Read>
  readonly empty: (name: string) => Item
  readonly after: (before: Item, news: Read, now: number) => Item
  readonly draw: (items: readonly Item[], place: Place) => readonly Line[]
  /** How many items have room in so many lines, where there are more than that; by default one. */
  readonly page?: (height: number) => number
}

/** What became of an item. */
export interface Change {
  readonly before: Health
  readonly after: Health
  readonly news: News
}

/** Items of one kind, kept up to date. */
export interface Shelf {
  /** Takes what happens while subscribed to, and tells what it changed. */
  readonly follow: (events$: Observable<NamedEvent>) => Observable<Change>
  /** The items, in the order of their names. */
  readonly items: () => readonly Health[]
  readonly draw: (place: Place) => readonly Line[]
  /** How many items have room in so many lines, where there are more than that. */
  readonly page: (height: number) => number
}

/** A shelf with these items, of which nothing is known yet; others that come are added. */
export const createShelf = <Item extends Health, Read extends News>(
  kind: Kind<Item, Read>,
  names: readonly string[],
): Shelf => {
  const items = new Map(names.map((name) => [name, kind.empty(name)]))
  const take = (news: Read): Change => {
    const before = items.get(news.name) ?? kind.empty(news.name)
    const after = kind.after(before, news, asyncScheduler.now())
    items.set(news.name, after)
    return { before, after, news }
  }
  return {
    follow: (events$) =>
      events$.pipe(
        groupBy(({ name }) => name),
        mergeMap((ofOne$) =>
          ofOne$.pipe(
            map(({ event }) => event),
            kind.read,
          ),
        ),
        map(take),
      ),
    items: () => [...items.values()],
    draw: (place) => kind.draw([...items.values()].slice(place.from), place),
    page: (height) => Math.max(1, kind.page?.(height) ?? 1),
  }
}
