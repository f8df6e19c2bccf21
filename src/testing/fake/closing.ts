import { type Observable, ReplaySubject, defer, throwError } from 'rxjs'
import { UsageError } from '../../errors.js'

/** Whether a fake consumer has been closed. */
export interface Closing {
  /** Emits when it is closed, and at once when it has been. */
  readonly closed$: Observable<void>
  readonly close: () => void
  /** Refuses subscribers once it is closed. */
  readonly whileOpen: <T>(open: () => Observable<T>) => Observable<T>
}

/** Starts open. */
export const createClosing = (): Closing => {
  const closed = new ReplaySubject<void>(1)
  let isClosed = false
  return {
    closed$: closed.asObservable(),
    close: () => {
      isClosed = true
      closed.next()
      closed.complete()
    },
    whileOpen: (open) =>
      defer(() =>
        isClosed ? throwError(() => new UsageError('consumer-closed', 'the consumer is closed')) : open(),
      ),
  }
}
