import { type Observable, lastValueFrom, take, timeout } from 'rxjs'

/** The first value of a stream. A page is not kept waiting for long: it asks again by itself. */
export const soon = <T>(source$: Observable<T>): Promise<T> =>
  // eslint-disable-next-line rxjs-x/no-ignored-default-value -- a stream without any value is an error here
  lastValueFrom(source$.pipe(timeout({ first: 10_000 }), take(1)))
