import type {
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
} from '../../errors.js'

/** The codes of each class of errors. Those that several classes have count for one. */
interface Codes {
  readonly token: TokenErrorCode
  readonly discovery: DiscoveryErrorCode
  readonly connection: ConnectionErrorCode | TransportErrorCode
  readonly login: LoginErrorCode
  readonly item: ItemErrorCode
  readonly post: PostErrorCode
  readonly dictionary: DictionaryErrorCode
  readonly usage: UsageErrorCode
}

/** A code, and the class of errors that it belongs to. */
export type ErrorKind = {
  readonly [K in keyof Codes]: { readonly of: K; readonly code: Codes[K] }
}[keyof Codes]

/** The class of a code. */
type KindOf<C extends ErrorCode> = {
  readonly [K in keyof Codes]: C extends Codes[K] ? K : never
}[keyof Codes]

const kinds: { readonly [C in ErrorCode]: KindOf<C> } = {
  'credentials-refused': 'token',
  'session-quota': 'token',
  'token-stopped': 'token',
  'token-throttled': 'token',
  'token-unavailable': 'token',
  'credentials-callback': 'token',
  'token-expired': 'token',
  'token-refused': 'token',
  'no-token': 'token',
  'discovery-refused': 'discovery',
  'discovery-stopped': 'discovery',
  'discovery-throttled': 'discovery',
  'discovery-unavailable': 'discovery',
  'no-endpoint': 'discovery',
  'no-region': 'discovery',
  'untrusted-redirect': 'connection',
  'insecure-transport': 'connection',
  'connect-failed': 'connection',
  'connect-timeout': 'connection',
  'subprotocol-refused': 'connection',
  'connection-lost': 'connection',
  'peer-silent': 'connection',
  'login-timeout': 'login',
  'login-closed': 'login',
  'login-closed-recover': 'login',
  'item-closed': 'item',
  'item-redirected': 'item',
  'request-not-understood': 'item',
  'request-too-large': 'item',
  'service-unavailable': 'item',
  'post-refused': 'post',
  'post-not-understood': 'post',
  'post-timeout': 'post',
  'post-lost': 'post',
  'post-not-sent': 'post',
  'post-too-large': 'post',
  'dictionary-malformed': 'dictionary',
  'invalid-options': 'usage',
  'consumer-closed': 'usage',
  'item-not-open': 'usage',
}

/** The class of errors that a code belongs to. */
export const kindOf = (code: ErrorCode): ErrorKind => ({ of: kinds[code], code }) as ErrorKind
