import { type Observable, asyncScheduler, defer, tap } from 'rxjs'
import type { Tracked, Use } from './use.js'

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** What can be said of a use before it begins. */
export type About = Pick<Use, 'of'> & Partial<Pick<Use, 'names' | 'options'>>

/** A use that has begun, whose request may change. */
export type OpenUse = Mutable<Pick<Use, 'names' | 'options'>>

/** Keeps account of subscriptions. */
export interface UseRecord extends Tracked {
  /** The same observable; each subscription to it is recorded. */
  readonly record: <T>(about: About, open: (use: OpenUse) => Observable<T>) => Observable<T>
}

/** Starts without any. */
export const recordUses = (): UseRecord => {
  const uses: Use[] = []
  return {
    uses,
    record: ({ of, names = [], options }, open) =>
      defer(() => {
        const use: Mutable<Use> = {
          of,
          names,
          options,
          from: asyncScheduler.now(),
          until: undefined,
          end: 'open',
        }
        uses.push(use)
        const ended = (end: Use['end']) => (): void => {
          use.until = asyncScheduler.now()
          use.end = end
        }
        return open(use).pipe(
          tap({ error: ended('failed'), complete: ended('completed'), unsubscribe: ended('left') }),
        )
      }),
  }
}
