import type { Observable } from 'rxjs'
import type { WebSocketFactory } from '../connection/web-socket.js'
import type { EndpointSource } from '../endpoint/endpoint.js'
import type { LastFrames } from '../frames/last-frames.js'
import type { PacingOptions } from '../item/requests/requester-options.js'
import type { PostUser } from '../post/post.js'
import type { PostPacing } from '../post/posts.js'
import type { Backoff } from '../time/backoff.js'
import type { Clock } from '../time/clock.js'
import type { Token, TokenSource } from '../token/token.js'

/** What a login says of the application and its user. */
export interface LoginSettings {
  /**
   * User name, for servers that take a name and no token (an ADS on premises). Needed without `tokens`, and not
   * allowed with them.
   * @defaultValue none
   */
  readonly name?: string
  /**
   * The server logs the user in by itself, from cookies of the upgrade request (an ADS that is configured so); no
   * login request is sent then, and nothing else of this object is, either. Not together with `name` and `tokens`. A
   * browser sends the cookies by itself; in Node they are the business of the `webSocket` option, see
   * {@link WebSocketFactory}. They hold a token, so the rule for unencrypted connections applies.
   * @defaultValue `false`
   */
  readonly fromCookies?: boolean
  /**
   * Number of the application for the permission system, as text; 257 to 65535 are free for a site.
   * @defaultValue `'256'`
   */
  readonly applicationId?: string
  /**
   * Name of the application.
   * @defaultValue none
   */
  readonly applicationName?: string
  /**
   * Where the user sits: `ip/host` or `ip/net`. Stays the same for the life of the consumer.
   * @defaultValue address and name of this host; `127.0.0.1/net` in a browser
   */
  readonly position?: string
  /**
   * Takes part when the server measures latency: says so in the login, sends its time stamps back, and tells the
   * results in `latency$`.
   * @defaultValue `true`
   */
  readonly latency?: boolean
}

/** How long each phase of an attempt may take, in milliseconds. */
export interface Timeouts {
  /**
   * From asking the token source to a token. The grants have shorter times of their own for each request.
   * @defaultValue 120000
   */
  readonly token?: number
  /**
   * From asking for endpoints to a list of them.
   * @defaultValue 60000
   */
  readonly discovery?: number
  /**
   * From opening the WebSocket to its being open.
   * @defaultValue 10000
   */
  readonly connect?: number
  /**
   * From the login request to its answer.
   * @defaultValue 15000
   */
  readonly login?: number
  /**
   * From an item request to its first answer.
   * @defaultValue 15000
   */
  readonly request?: number
  /**
   * From asking for the source directory to each part of the answer. Items that name a service wait for it; where a
   * server says nothing, they are then asked for without a look at their service.
   * @defaultValue 3000
   */
  readonly directory?: number
  /**
   * How long an item that names a service waits until the service is there, up and taking requests; then it ends with
   * an {@link ItemError} `service-unavailable`.
   * @defaultValue for ever
   */
  readonly service?: number
  /**
   * From a post to its answer; a wait for a session before that may take as long.
   * @defaultValue 15000
   */
  readonly post?: number
  /**
   * Silence of the server after which the connection counts as dead. The server's own time is used where it is
   * shorter.
   * @defaultValue 30000
   */
  readonly ping?: number
}

/** What a consumer is made from. */
export interface ConsumerOptions {
  /** Where tokens come from: a grant, or any observable of tokens. Leave it out to log in by name. */
  readonly tokens?: TokenSource | Observable<Token>
  /** Where to connect: one or several addresses, or service discovery. */
  readonly endpoints: EndpointSource
  /**
   * What the login says besides the token.
   * @defaultValue `{}`: each setting has a default of its own
   */
  readonly login?: LoginSettings
  /**
   * Opens WebSockets: the place for a proxy agent, a private CA, or a fake.
   * @defaultValue package `ws` in Node, the platform's own in browsers
   */
  readonly webSocket?: WebSocketFactory
  /**
   * Keeps the last frames of the connection, without their secrets, for error reports: {@link lastFrames}.
   * @defaultValue none are kept
   */
  readonly frames?: LastFrames
  /**
   * Tells the time in milliseconds since 1970.
   * @defaultValue the default scheduler's time
   */
  readonly clock?: Clock
  /**
   * Gives numbers from 0 to 1 for the jitter of delays.
   * @defaultValue `Math.random`
   */
  readonly random?: () => number
  /**
   * How long each phase may take, in milliseconds.
   * @defaultValue `{}`: each phase has a default of its own
   */
  readonly timeouts?: Timeouts
  /**
   * Delays between attempts while network or server are away: upper bound of the first and of every delay, in
   * milliseconds. Doubles with each attempt; each delay is a random part of its bound.
   * @defaultValue `{ base: 1000, cap: 30000 }`
   */
  readonly backoff?: Backoff
  /**
   * How long the session is kept after the last subscriber has left, in milliseconds.
   * @defaultValue 5000
   */
  readonly linger?: number
  /**
   * How item requests and posts are paced.
   * @defaultValue `{ batchSize: 500, outstanding: 2000, posts: 1000 }`
   */
  readonly pacing?: PacingOptions & PostPacing
  /**
   * Who posts, where a post does not say.
   * @defaultValue the address of `login.position` where that is IPv4, else `127.0.0.1`; and user 0
   */
  readonly postUser?: PostUser
  /**
   * Allows a login with a token over `ws://` to a host that is not this machine. Whoever can read the network
   * can then take the session over.
   * @defaultValue `false`
   */
  readonly dangerouslySendTokensInClear?: boolean
}
