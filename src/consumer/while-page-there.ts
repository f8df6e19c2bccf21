import { BehaviorSubject, filter, map, merge, switchMap, take, type MonoTypeOperatorFunction } from 'rxjs'
import { ConnectionError } from '../errors.js'
import type { Platform } from '../platform/platform.js'

/**
 * Ends an attempt or a session when the page goes away, while there is still time to close the login. The next one
 * begins when the page is back from the browser's cache: a login in between would be one that nobody closes, and its
 * connection would keep the page out of that cache.
 */
export const whilePageThere = <T>({
  leaving$,
  returned$,
}: Pick<Platform, 'leaving$' | 'returned$'>): MonoTypeOperatorFunction<T> => {
  const there = new BehaviorSubject(true)
  const leave = (): void => {
    there.next(false)
    // From now on, and not from the next attempt on: the page may be back before that.
    // eslint-disable-next-line rxjs-x/no-ignored-error -- an event of the page cannot fail
    returned$.pipe(take(1)).subscribe(() => {
      there.next(true)
    })
  }
  const left$ = leaving$.pipe(
    map((): never => {
      leave()
      throw new ConnectionError('connection-lost', 'the page is going away', { closeCode: 1001 })
    }),
  )
  return (attempt$) =>
    there.pipe(
      filter((isThere) => isThere),
      take(1),
      switchMap(() => merge(attempt$, left$)),
    )
}
