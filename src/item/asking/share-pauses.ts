import { type Observable, ReplaySubject, share } from 'rxjs'
import type { ItemOptions } from './item-request.js'

/**
 * Lets several items follow one decision about pauses: gives options whose `pauseWhile` is subscribed to once,
 * however many items have them. The same observable stays the same.
 */
export const sharePauses = (): ((options: ItemOptions) => ItemOptions) => {
  const known = new WeakMap<Observable<boolean>, Observable<boolean>>()
  return (options) => {
    const { pauseWhile } = options
    if (pauseWhile === undefined) return options
    let shared = known.get(pauseWhile)
    if (shared === undefined) {
      const connector = (): ReplaySubject<boolean> => new ReplaySubject(1)
      shared = pauseWhile.pipe(share({ connector, resetOnComplete: false, resetOnError: false }))
      known.set(pauseWhile, shared)
    }
    return { ...options, pauseWhile: shared }
  }
}
