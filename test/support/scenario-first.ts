import { type Observable, take, timeout } from 'rxjs'

/** The first value of an observable, in real time; fails when there is none within eight seconds. */
export const first = <Value>(source$: Observable<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    source$.pipe(timeout({ first: 8_000 }), take(1)).subscribe({
      next: resolve,
      error: reject,
      complete: () => {
        reject(new Error('completed without a value'))
      },
    })
  })
