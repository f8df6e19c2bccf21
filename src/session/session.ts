import type { Observable } from 'rxjs'
import type { Token } from '../token/token.js'
import type { Clock } from '../time/clock.js'
import type { LoginAttributes } from '../wire/build.js'
import type { Fault } from '../wire/fault.js'
import type { LoginInfo } from '../wire/login.js'
import type {
  AckMessage,
  ClientMessage,
  GenericMessage,
  PostMessage,
  StreamMessage,
} from '../wire/messages.js'
import type { OwnMessage } from '../wire/own-message.js'
import type { State } from '../wire/state.js'
import type { Latency } from './latency.js'
import type { SessionEvent } from './session-event.js'

/** An `Error` of the server: which message of ours it is about, and what is wrong with that. */
export interface Refusal extends OwnMessage {
  readonly fault: Fault
}

/** A connection that is logged in. */
export interface Session {
  readonly url: string
  /** What the server told about itself. */
  readonly login: LoginInfo
  /** Stream of the login; negative where the server made the login itself. */
  readonly loginId: number
  /** State of the login; `Suspect` means that the server has lost something behind it. */
  readonly state$: Observable<State>
  /**
   * Refreshes, updates, statuses and errors of every stream but the login and those that are claimed. Hot: subscribe
   * at once, nothing is kept.
   */
  readonly messages$: Observable<StreamMessage>
  /** Answers to posts, on any stream. Hot. */
  readonly acks$: Observable<AckMessage>
  /** Generic messages and posts of the server, on any stream, but no measurements of latency. Hot. */
  readonly generics$: Observable<GenericMessage | PostMessage>
  /** Measurements of latency, which have been answered already. Hot. */
  readonly latency$: Observable<Latency>
  send(message: ClientMessage): void
  /** Takes so many stream ids in a row that nobody has used on this connection, and returns the first. */
  takeIds(count: number): number
  /** Sends the messages of a stream to a handler of its own; the function that it returns gives the stream up. */
  claim(id: number, handler: (message: StreamMessage) => void): () => void
  /**
   * Shows every error of the server to a handler before the stream hears of it that it seems to be about; one that
   * says true has taken it. The function that it returns takes the handler out.
   */
  claimErrors(handler: (refusal: Refusal) => boolean): () => void
  /**
   * Pauses all streams of the session, or resumes them without a refresh. Nothing happens where the server cannot, or
   * where it made the login itself: a reissue of a login that is not ours could end it.
   */
  pause(paused: boolean): void
  /** Says on which streams integers beyond 2^53 are to come as `bigint`; on none when `undefined`. */
  exactFor(wants: ((id: number) => boolean) | undefined): void
}

/** Who logs in: with the tokens of an observable, with a name, or the server itself, from cookies of the upgrade. */
export type Credentials =
  { readonly name: string } | { readonly token$: Observable<Token> } | { readonly fromCookies: true }

/** What a login needs. Times are in milliseconds. */
export interface LoginOptions {
  readonly credentials: Credentials
  readonly attributes: LoginAttributes
  readonly loginTimeout: number
  /** Upper bound of the ping time-out; the server's own is used where it is shorter. */
  readonly pingTimeout: number
  readonly clock: Clock
  readonly report: (event: SessionEvent) => void
  /** Hears of it when the server wants a token in place of this one at a certain time. */
  readonly renewBy?: (token: Token, at: number) => void
}
