import { asyncScheduler, type Observable, type Subscription } from 'rxjs'

/** What an observable did, with the (virtual) time of each notification. */
export interface Observed<T> {
  readonly values: T[]
  readonly times: number[]
  error: unknown
  errors: number
  completions: number
  /** Time of the error or of the completion. */
  endedAt: number | undefined
  readonly subscription: Subscription
}

/** Subscribes and records; `onNext` is called after each value is recorded. */
export const observe = <T>(source$: Observable<T>, onNext?: (value: T) => void): Observed<T> => {
  const observed = {
    values: [] as T[],
    times: [] as number[],
    error: undefined as unknown,
    errors: 0,
    completions: 0,
    endedAt: undefined as number | undefined,
  }
  const subscription = source$.subscribe({
    next: (value) => {
      observed.values.push(value)
      observed.times.push(asyncScheduler.now())
      onNext?.(value)
    },
    error: (error: unknown) => {
      observed.error = error
      observed.errors += 1
      observed.endedAt = asyncScheduler.now()
    },
    complete: () => {
      observed.completions += 1
      observed.endedAt = asyncScheduler.now()
    },
  })
  return Object.assign(observed, { subscription })
}
