import { asyncScheduler, type Observable, Subscription } from 'rxjs'

/** What an observable has done so far. */
export interface Watched<T> {
  /** The values, oldest first. */
  readonly values: readonly T[]
  /** When each of them came, in milliseconds of the default scheduler. */
  readonly times: readonly number[]
  /** The newest value; `undefined` when there is none. */
  readonly last: T | undefined
  /** Whether it goes on, or how it ended. */
  readonly end: 'open' | 'completed' | 'failed' | 'left'
  /** What it ended with when it failed. */
  readonly error: unknown
  /** Unsubscribes. */
  readonly leave: () => void
}

/** Subscribes at once, and keeps what comes. */
export const watchThe = <T>(source: Observable<T>): Watched<T> => {
  const values: T[] = []
  const times: number[] = []
  const subscription = new Subscription()
  let end: Watched<T>['end'] = 'open'
  let failure: unknown
  subscription.add(
    source.subscribe({
      next: (value) => {
        values.push(value)
        times.push(asyncScheduler.now())
      },
      error: (error: unknown) => {
        end = 'failed'
        failure = error
      },
      complete: () => {
        end = 'completed'
      },
    }),
  )
  return {
    values,
    times,
    get last() {
      return values.at(-1)
    },
    get end() {
      return end
    },
    get error() {
      return failure
    },
    leave: () => {
      if (end === 'open') end = 'left'
      subscription.unsubscribe()
    },
  }
}
