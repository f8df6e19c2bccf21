import { Observable, type Subscriber } from 'rxjs'

/** An end that many wait for. */
export interface Closing {
  /** Emits once, when it has come. */
  readonly closed$: Observable<void>
  close(): void
}

/** A set and not a `Subject`, which looks for each that leaves among all: for 100,000 that took five seconds. */
export const createClosing = (): Closing => {
  const waiting = new Set<Subscriber<void>>()
  return {
    closed$: new Observable((subscriber) => {
      waiting.add(subscriber)
      return () => {
        waiting.delete(subscriber)
      }
    }),
    close: () => {
      // A copy: each leaves when it is told.
      for (const subscriber of [...waiting]) subscriber.next()
    },
  }
}
