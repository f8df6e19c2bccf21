/** All that this library emits or throws: one base, one class for each stage of the way, and codes that are stable. */
export type {
  ConnectionErrorCode,
  DictionaryErrorCode,
  DiscoveryErrorCode,
  ErrorCode,
  ItemErrorCode,
  LoginErrorCode,
  PostErrorCode,
  TokenErrorCode,
  TransportErrorCode,
  UsageErrorCode,
} from './errors/codes.js'
export { ConnectionError, type SocketEnd } from './errors/connection-error.js'
export { DictionaryError } from './errors/dictionary-error.js'
export { DiscoveryError } from './errors/discovery-error.js'
export type { HttpFailure } from './errors/http-failure.js'
export { ItemError } from './errors/item-error.js'
export { LoginError } from './errors/login-error.js'
export { OmmError } from './errors/omm-error.js'
export type { SystemFailure } from './errors/system-code.js'
export { PostError, type PostFailure } from './errors/post-error.js'
export { TokenError, type TokenFailure } from './errors/token-error.js'
export { UsageError } from './errors/usage-error.js'
