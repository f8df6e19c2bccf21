/**
 * RxJS streams of LSEG Real-Time market data. The names are grouped in the order in which data flows: credentials
 * give a token, a region gives endpoints, both give a session, a consumer keeps sessions up, and items are what
 * applications pipe through operators.
 *
 * @packageDocumentation
 */

// Consumer
export { createConsumer } from './consumer/create-consumer.js'
export type { Consumer } from './consumer/consumer.js'
export type { ConsumerOptions, LoginSettings, Timeouts } from './consumer/consumer-options.js'
export type { ConsumerState } from './consumer/consumer-state.js'
export type { ConsumerEvent, AnyEvent, RecoveryEvent } from './consumer/consumer-event.js'

// Tokens
export { passwordGrant, passwordGrantUrl, type PasswordGrantOptions } from './token/password-grant.js'
export { changePassword, type ChangePasswordOptions } from './token/change-password.js'
export {
  clientCredentials,
  clientCredentialsUrl,
  type ClientCredentialsOptions,
} from './token/client-credentials.js'
export { externalTokens, type ExternalToken, type ExternalTokensOptions } from './token/external-tokens.js'
export { Token } from './token/token.js'
export type { TokenEvent, TokenFacts, TokenGrant, TokenSource } from './token/token.js'
export type { TokenServiceOptions } from './token/token-options.js'
export type { Supplied } from './token/supplied.js'
export type { PrivateJwk } from './token/private-key.js'
export type { AssertionClaims, AssertionHeader } from './token/client-assertion.js'

// Endpoints
export { discover, discoveryUrl, type DiscoverOptions, type Discovery } from './endpoint/discover.js'
export { selectEndpoints, selectHotStandby, type SelectEndpoints } from './endpoint/select-endpoints.js'
export type { Endpoint, EndpointSource } from './endpoint/endpoint.js'
export type { EndpointEvent, ServiceDefect } from './endpoint/endpoint-event.js'
export type { Service } from './endpoint/services.js'

// Connection and session
export type { WebSocketFactory, WebSocketLike } from './connection/web-socket.js'
export type { ConnectionEvent } from './connection/connection-event.js'
export type { SessionEvent } from './session/session-event.js'
export type { LoginInfo } from './wire/login.js'

// Items
export type {
  ItemEvent,
  ItemEventBase,
  ItemsEvent,
  NamedEvent,
  RefreshEvent,
  Stale,
  StaleCause,
  StatusEvent,
  UpdateEvent,
} from './item/item-event.js'
export type { ItemOptions, ItemRequest } from './item/item-request.js'
export type { PacingOptions } from './item/requester.js'
export type { DataState, Domain, StateCode, StreamState, UpdateType } from './wire/enums.js'
export type { State, WireState } from './wire/state.js'
export type {
  Fields,
  FieldValue,
  RefreshMessage,
  UpdateMessage,
  WireKey,
  WireMessage,
} from './wire/messages.js'

// Operators
export { conflate } from './operators/conflate.js'
export { toImage, type Image } from './operators/to-image.js'

// HTTP and time, for those who bring their own
export { fetchHttp } from './http/fetch-http.js'
export type { Http, HttpRequest, HttpResponse } from './http/http.js'
export type { ServiceOptions } from './http/service-options.js'
export type { Clock } from './time/clock.js'
export type { Backoff } from './time/backoff.js'

// Errors
export {
  ConnectionError,
  DiscoveryError,
  ItemError,
  LoginError,
  OmmError,
  TokenError,
  UsageError,
  type ConnectionErrorCode,
  type DiscoveryErrorCode,
  type ErrorCode,
  type HttpFailure,
  type ItemErrorCode,
  type LoginErrorCode,
  type SocketEnd,
  type TokenErrorCode,
  type TokenFailure,
  type TransportErrorCode,
  type UsageErrorCode,
} from './errors.js'
