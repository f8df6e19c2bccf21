import { Observable, Subscription } from 'rxjs'

/** Subscriptions of the test itself, which end with it. */
export interface Holder {
  /** The same observable, whose subscriptions end when all are let go, without a word to the subscriber. */
  readonly hold: <T>(source: Observable<T>) => Observable<T>
  /** Ends all subscriptions. */
  readonly letGo: () => void
}

/** Starts without any. */
export const createHolder = (): Holder => {
  const all = new Subscription()
  return {
    hold: (source) =>
      new Observable((subscriber) => {
        const own = new Subscription()
        all.add(own)
        own.add(() => {
          all.remove(own)
        })
        own.add(
          source.subscribe({
            next: (value) => {
              subscriber.next(value)
            },
            error: (error: unknown) => {
              subscriber.error(error)
            },
            complete: () => {
              subscriber.complete()
            },
          }),
        )
        return own
      }),
    letGo: () => {
      all.unsubscribe()
    },
  }
}
