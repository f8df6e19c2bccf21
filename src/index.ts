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
export { lastFrames, type Frame, type LastFrames, type LastFramesOptions } from './frames/last-frames.js'
export { describeEvent, type EventDescription, type EventLevel } from './consumer/describe-event.js'

// Tokens
export { passwordGrant, passwordGrantUrl, type PasswordGrantOptions } from './token/password-grant.js'
export { changePassword, type ChangePasswordOptions } from './token/change-password.js'
export {
  clientCredentials,
  clientCredentialsUrl,
  type ClientCredentialsOptions,
} from './token/client-credentials.js'
export {
  externalTokens,
  type ExternalToken,
  type ExternalTokensOptions,
  type TokenWish,
} from './token/external-tokens.js'
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
export type { DiscoveredService } from './endpoint/services.js'

// Connection and session
export type { WebSocketFactory, WebSocketLike } from './connection/web-socket.js'
export type { ConnectionEvent } from './connection/connection-event.js'
export type { SessionEvent } from './session/session-event.js'
export type { LoginInfo } from './wire/login.js'

// Source directory
export type { DirectoryEvent, EventOfService } from './directory/directory-event.js'
export type { Link, LinkCode, Service, ServiceLoad, ServiceState } from './directory/service.js'
export type { Services, ServicesStale } from './directory/services.js'

// Items
export type {
  Changes,
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
export type { ItemCounts } from './item/item-counts.js'
export type { ItemOptions, ItemRequest, KeyAttributes, Priority } from './item/asking/item-request.js'
export { nullable, type FieldsCodec, type FieldsOf } from './item/decoding/codec-view.js'
export type { DecodedItemOptions, DecodedItemRequest } from './item/decoding/decoded-options.js'
export type { PacingOptions } from './item/requests/requester-options.js'
export type { Qos, Rate, Timeliness } from './wire/qos.js'
export type { DataState, Domain, StateCode, StreamState, UpdateType } from './wire/enums.js'
export type { State, WireState } from './wire/state.js'

// Posts
export type { Post, PostAck, PostContent, PostFields, PostPart, PostUser, PostValue } from './post/post.js'
export type { PostPacing } from './post/posts.js'
export type { PostsEvent } from './post/posts-event.js'

// Generic messages and latency
export type { GenericEvent, GenericOrigin, GenericSend, GenericTarget } from './generic/generic.js'
export type { ItemAddress, ItemPlace } from './item/asking/item-address.js'
export type { Latency } from './session/latency.js'

// What messages hold
export type { Fields, FieldValue } from './wire/fields.js'
export type { PriceFields } from './wire/price-fields.js'
export type { ContainerType, OmmArray, Primitive, PrimitiveType, WireQos } from './wire/primitives.js'
export type {
  Container,
  Elements,
  ElementValue,
  EmbeddedMessage,
  FilterAction,
  FilterEntry,
  MapAction,
  MapEntry,
  OmmFilterList,
  OmmMap,
  OmmSeries,
  OmmVector,
  VectorAction,
  VectorEntry,
  WrappedElement,
} from './wire/containers.js'
export type {
  ConflationInfo,
  GenericMessage,
  PostMessage,
  PostUserInfo,
  RefreshMessage,
  UpdateMessage,
  WireKey,
  WireMessage,
} from './wire/messages.js'

// Values
export { arrayOf } from './wire/values/array-of.js'
export { bytesOf } from './wire/values/bytes-of.js'
export { elementsOf, vectorOf } from './wire/values/container-of-value.js'
export { dateOf, type DateParts } from './wire/values/date-of.js'
export { dateTimeOf, type DateTimeParts } from './wire/values/date-time-of.js'
export { elementOf } from './wire/values/element-of.js'
export { elementType } from './wire/values/element-type.js'
export { epochMs } from './wire/values/epoch-ms.js'
export { isBlank } from './wire/values/is-blank.js'
export { isEnum } from './wire/values/is-enum.js'
export { keyText } from './wire/values/key-text.js'
export { millisecondsOf } from './wire/values/milliseconds-of.js'
export { numberOf } from './wire/values/number-of.js'
export { textOf } from './wire/values/text-of.js'
export { timeOf, type TimeParts } from './wire/values/time-of.js'

// Operators
export { toImage, type Image, type ImageOptions } from './operators/to-image.js'
export { toBook } from './operators/to-book.js'
export type { Book, BookEntry, BookSide } from './operators/book/book.js'
export type { BookFields, BookOptions, FieldChoice } from './operators/book/book-options.js'
export { toMembers } from './operators/to-members.js'
export type { MemberNames, Members } from './operators/members/members.js'
export { toChain } from './operators/to-chain.js'
export { chainFields } from './operators/chain/chain-fields.js'
export type { Chain, ChainMember, ChainOptions, ChainProblem } from './operators/chain/chain.js'
export { toItems } from './operators/to-items.js'
export { toStories } from './operators/to-stories.js'
export type { LossReason, LostStory, NewsEvent, NewsStatus, StoryEvent } from './operators/news/news-event.js'
export type { CodedStoriesOptions, StoriesOptions, StoryCodec } from './operators/news/stories-options.js'
export type { Story } from './operators/news/story.js'
export { conflate } from './operators/conflate.js'
export { pick, type Picked } from './operators/pick.js'
export { onlyLive } from './operators/only-live.js'
export { staleAfter } from './operators/stale-after.js'

// Dictionaries
export { parseDictionary, type DictionaryFiles } from './dictionary/parse-dictionary.js'
export {
  downloadDictionary,
  type DictionaryEvent,
  type DictionaryOptions,
  type DictionarySource,
} from './dictionary/download-dictionary.js'
export { expandEnums } from './dictionary/expand-enums.js'
export type {
  Dictionary,
  DictionaryField,
  DictionaryVersion,
  EnumValue,
  FieldKey,
} from './dictionary/dictionary.js'
export type { FieldDataType, FieldType } from './dictionary/field-types.js'

// HTTP and time, for those who bring their own
export { fetchHttp } from './http/fetch-http.js'
export type { Http, HttpRequest, HttpResponse } from './http/http.js'
export type { ServiceOptions } from './http/service-options.js'
export type { Clock } from './time/clock.js'
export type { Backoff } from './time/backoff.js'

// Errors
export type { Fault, FaultCategory } from './wire/fault.js'
export type { NakCode } from './wire/nak-code.js'
export {
  ConnectionError,
  DictionaryError,
  DiscoveryError,
  ItemError,
  LoginError,
  OmmError,
  PostError,
  TokenError,
  UsageError,
  type ConnectionErrorCode,
  type DictionaryErrorCode,
  type DiscoveryErrorCode,
  type ErrorCode,
  type HttpFailure,
  type ItemErrorCode,
  type LoginErrorCode,
  type PostErrorCode,
  type PostFailure,
  type SocketEnd,
  type SystemFailure,
  type TokenErrorCode,
  type TokenFailure,
  type TransportErrorCode,
  type UsageErrorCode,
} from './errors.js'
