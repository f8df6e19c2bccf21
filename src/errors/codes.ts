/** Codes of a {@link TokenError}: what went wrong on the way to a token. */
export type TokenErrorCode =
  /** The token service does not accept the credentials (HTTP 400 or 401). */
  | 'credentials-refused'
  /** Another session holds the machine ID and exclusive sign-on was not asked for. */
  | 'session-quota'
  /** HTTP 403, 404, 410 or 451: asking again is pointless. */
  | 'token-stopped'
  /** HTTP 429: asked too often. */
  | 'token-throttled'
  /** No usable answer: network, time-out, HTTP 5xx, or a body that is not a token. */
  | 'token-unavailable'
  /** The callback that supplies credentials or tokens threw, timed out or gave nothing usable. */
  | 'credentials-callback'
  /** The source gave an expired token, or its token expired on the way to the login. */
  | 'token-expired'
  /** The source gave again a token that the server had refused. */
  | 'token-refused'
  /** The source completed without any token. */
  | 'no-token'

/** Codes of a {@link DiscoveryError}: why there is no endpoint to connect to. */
export type DiscoveryErrorCode =
  /** The discovery service does not accept the token (HTTP 400 or 401). */
  | 'discovery-refused'
  /** HTTP 403, 404, 410 or 451: no entitlement, or the token lacks the scope. */
  | 'discovery-stopped'
  /** HTTP 429: asked too often. */
  | 'discovery-throttled'
  /** No usable answer: network, time-out, HTTP 5xx, or a body that is not a list of services. */
  | 'discovery-unavailable'
  /** The list is empty, or nothing in it can be used. */
  | 'no-endpoint'
  /** The list has no entry for the wanted region. */
  | 'no-region'

/** Codes that token service and discovery share: what was asked would put a credential at risk. */
export type TransportErrorCode =
  /** A redirect that would carry credentials to another host or into the clear. */
  | 'untrusted-redirect'
  /** A credential or token would travel unencrypted to a host that is not this machine. */
  | 'insecure-transport'

/** Codes of a {@link ConnectionError}: why there is no, or no longer, a WebSocket. */
export type ConnectionErrorCode =
  /** The socket did not open: name, network, TLS, or the upgrade was refused. */
  | 'connect-failed'
  /** The socket did not open in time. */
  | 'connect-timeout'
  /** The server did not choose the sub-protocol `tr_json2`. */
  | 'subprotocol-refused'
  /** The open socket was closed by the other side or by the network. */
  | 'connection-lost'
  /** The peer was silent for longer than the ping time-out. */
  | 'peer-silent'

/** Codes of a {@link LoginError}: how a login ended. */
export type LoginErrorCode =
  /** No answer to the login request in time. */
  | 'login-timeout'
  /** The login stream was closed: refused, thrown out, or the token ran out. */
  | 'login-closed'
  /** The login stream was closed, and the server says that trying again may help. */
  | 'login-closed-recover'

/** Codes of an {@link ItemError}: why a stream ended for good. */
export type ItemErrorCode =
  /** The server closed the item: not found, not entitled, wrong request. See the error's `state`. */
  | 'item-closed'
  /** The item is to be had under another key. See the error's `state`. */
  | 'item-redirected'
  /** The server could not read the request. */
  | 'request-not-understood'
  /** The request is larger than the server accepts. */
  | 'request-too-large'
  /** The service was not there, not up or not taking requests within `timeouts.service`. */
  | 'service-unavailable'

/** Codes of a {@link PostError}: what became of a post that was not accepted. */
export type PostErrorCode =
  /** The server or the source refused it: see `nakCode`. */
  | 'post-refused'
  /** The server could not read it: see `fault`. */
  | 'post-not-understood'
  /** It was sent, and no answer came in time: it may or may not have been accepted. */
  | 'post-timeout'
  /** It was sent, and the session or the stream ended before the answer: it may or may not have been accepted. */
  | 'post-lost'
  /** It was not sent: no session in time, too many posts outstanding, or the server takes none. */
  | 'post-not-sent'
  /** It is larger than the server accepts; not sent. */
  | 'post-too-large'

/** Codes of a {@link UsageError}: the library was used in a way that cannot work. */
export type UsageErrorCode =
  /** An option has the wrong type or value; the message says which. */
  | 'invalid-options'
  /** The consumer was closed. */
  | 'consumer-closed'
  /** The item that a message is to go to is not open on this consumer. */
  | 'item-not-open'

/** Codes of a {@link DictionaryError}: why there is no dictionary. */
export type DictionaryErrorCode =
  /** A file, or what the server sent, cannot be read as a dictionary: see the error's `line`. */
  'dictionary-malformed'

/** Every code that an error of this library can have. Codes are stable; texts are not. */
export type ErrorCode =
  | TokenErrorCode
  | DiscoveryErrorCode
  | TransportErrorCode
  | ConnectionErrorCode
  | LoginErrorCode
  | ItemErrorCode
  | PostErrorCode
  | DictionaryErrorCode
  | UsageErrorCode
