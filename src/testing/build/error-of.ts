import {
  ConnectionError,
  DictionaryError,
  DiscoveryError,
  ItemError,
  LoginError,
  PostError,
  TokenError,
  UsageError,
  type ConnectionErrorCode,
  type DictionaryErrorCode,
  type DiscoveryErrorCode,
  type ErrorCode,
  type ItemErrorCode,
  type LoginErrorCode,
  type PostErrorCode,
  type PostFailure,
  type SocketEnd,
  type TokenErrorCode,
  type TokenFailure,
  type TransportErrorCode,
} from '../../errors.js'
import { kindOf } from './error-kinds.js'
import { defaultName } from './defaults.js'

/** The error that a code belongs to. */
export type ErrorOf<C extends ErrorCode> = C extends TokenErrorCode
  ? TokenError
  : C extends DiscoveryErrorCode
    ? DiscoveryError
    : C extends ConnectionErrorCode | TransportErrorCode
      ? ConnectionError
      : C extends LoginErrorCode
        ? LoginError
        : C extends ItemErrorCode
          ? ItemError
          : C extends PostErrorCode
            ? PostError
            : C extends DictionaryErrorCode
              ? DictionaryError
              : UsageError

/** What an error says besides its code. */
export type ErrorDetails<C extends ErrorCode> = Partial<
  Omit<ErrorOf<C>, 'code' | 'name' | 'stack' | 'cause' | 'outcome'>
>

/** What any of the errors may say. */
type AnyDetails = Partial<Pick<ItemError, 'message' | 'item' | 'state' | 'fault'>> &
  Partial<Pick<DictionaryError, 'part' | 'line'>> &
  TokenFailure &
  SocketEnd &
  PostFailure

const errorBy = (code: ErrorCode, details: AnyDetails): Error => {
  const {
    message = `for a test: ${code}`,
    item = defaultName,
    state,
    fault,
    part = 'fields',
    line = 1,
  } = details
  const kind = kindOf(code)
  switch (kind.of) {
    case 'token':
      return new TokenError(kind.code, message, details)
    case 'discovery':
      return new DiscoveryError(kind.code, message, details)
    case 'connection':
      return new ConnectionError(kind.code, message, details)
    case 'login':
      return new LoginError(kind.code, message, state)
    case 'item':
      return new ItemError(kind.code, message, item, state, fault)
    case 'post':
      return new PostError(kind.code, message, details)
    case 'dictionary':
      return new DictionaryError(part, line, message)
    case 'usage':
      return new UsageError(kind.code, message)
  }
}

/**
 * An error of the library, of the class that its code belongs to. Applications cannot make them otherwise.
 *
 * @param code - what happened; one that several classes have makes a `ConnectionError`
 * @param details - what the error says besides
 *
 * @example
 * ```ts
 * import { errorOf, fakeConsumer } from 'rx-omm/testing'
 * import { throwError } from 'rxjs'
 *
 * const lost = errorOf('connection-lost', { closeCode: 1006 })
 * const consumer = fakeConsumer({
 *   answer: () => throwError(() => errorOf('post-refused', { nakCode: 'AccessDenied' })),
 * })
 * ```
 */
export const errorOf = <C extends ErrorCode>(code: C, details: ErrorDetails<C> = {}): ErrorOf<C> =>
  // That the details are those of the class is what the types of the arguments say.
  errorBy(code, details) as ErrorOf<C>
