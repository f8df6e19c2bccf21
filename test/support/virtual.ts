import { asyncScheduler, type Observable, Subscription } from 'rxjs'
import { TestScheduler } from 'rxjs/testing'

/** Runs `play` in virtual time; what it scheduled has happened when this returns. */
export const inVirtualTime = (play: () => void): void => {
  new TestScheduler(() => undefined).run(() => {
    play()
  })
}

/**
 * Does something after so many milliseconds of virtual time. What it throws ends the run, and fails the test:
 * an error thrown in a subscriber would be reported elsewhere, and endless sources would go on for ever.
 */
export const at = (milliseconds: number, act: () => void): void => {
  asyncScheduler.schedule(act, milliseconds)
}

/** What an observable has done so far. */
export interface Seen<T> {
  readonly values: T[]
  error: unknown
  completed: boolean
  unsubscribe(): void
}

/** Subscribes, and keeps what comes. */
export const watch = <T>(source: Observable<T>): Seen<T> => {
  const subscription = new Subscription()
  const seen: Seen<T> = {
    values: [],
    error: undefined,
    completed: false,
    unsubscribe: () => {
      subscription.unsubscribe()
    },
  }
  subscription.add(
    source.subscribe({
      next: (value) => seen.values.push(value),
      error: (error: unknown) => {
        seen.error = error
      },
      complete: () => {
        seen.completed = true
      },
    }),
  )
  return seen
}
