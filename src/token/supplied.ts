import {
  type Observable,
  type ObservableInput,
  catchError,
  defer,
  isObservable,
  map,
  of,
  take,
  throwError,
  throwIfEmpty,
  timeout,
} from 'rxjs'
import { TokenError } from '../errors.js'

/**
 * A value, or a function that supplies it each time that it is needed, such as from a vault: at once, by a promise or
 * by an observable. What a function supplies is used for one request and not kept.
 */
export type Supplied<Value> = Value | (() => Value | ObservableInput<Value>)

/** Longest wait for a callback, in milliseconds. */
const patience = 30_000

/** True for errors whose text was written here, and so is safe. */
const isOurs = (error: unknown): error is TokenError => error instanceof TokenError

/** True for what has to be waited for. */
const isLater = (given: unknown): boolean =>
  typeof given === 'object' &&
  given !== null &&
  (isObservable(given) || 'then' in given || Symbol.asyncIterator in given || Symbol.iterator in given)

/** What a callback gave, to be waited for. A text is a list of letters to RxJS: it would send the first of them. */
export const asStream = <Value>(given: Value | ObservableInput<Value>): ObservableInput<Value> =>
  isLater(given) ? (given as ObservableInput<Value>) : of(given as Value)

/**
 * Subscribes to what a callback of the application gives and takes the first value. Every failure of the
 * callback becomes a TokenError `credentials-callback` without the callback's own error, which may hold what it
 * was to supply.
 *
 * @param option - name of the option, for the error
 * @param silence - code of the error where it does not answer in time
 */
export const callBack = <Value>(
  option: string,
  callback: () => Value | ObservableInput<Value>,
  silence: 'credentials-callback' | 'token-unavailable' = 'credentials-callback',
): Observable<Value> =>
  defer(() => asStream(callback())).pipe(
    take(1),
    throwIfEmpty(() => new TokenError('credentials-callback', `\`${option}\` gave nothing`)),
    timeout({
      first: patience,
      with: () =>
        throwError(() => new TokenError(silence, `\`${option}\` gave nothing within ${patience / 1000} s`)),
    }),
    catchError((error: unknown) =>
      throwError(() =>
        isOurs(error) ? error : new TokenError('credentials-callback', `\`${option}\` failed`),
      ),
    ),
  )

/**
 * A value as it is needed now.
 *
 * @param read - checks what a callback supplied; its errors count as errors of the callback
 */
export const supply = <Value, Read>(
  option: string,
  supplied: Supplied<Value>,
  read: (value: Value) => Read,
): Observable<Read> =>
  typeof supplied === 'function'
    ? callBack(option, supplied as () => Value | ObservableInput<Value>).pipe(
        map((value) => {
          try {
            return read(value)
          } catch {
            throw new TokenError('credentials-callback', `\`${option}\` gave something that cannot be used`)
          }
        }),
      )
    : defer(() => of(read(supplied)))

/** A supplied text, which must not be empty. */
export const supplyText = (option: string, supplied: Supplied<string>): Observable<string> =>
  supply(option, supplied, (value: unknown) => {
    if (typeof value !== 'string' || value === '') throw new TypeError(`\`${option}\` must be a text`)
    return value
  })
