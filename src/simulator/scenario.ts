import type { HttpResponse } from '../http/http.js'
import type { DictionaryVerbs } from './dictionary-scenario.js'
import type { MessageVerbs } from './message-scenario.js'
import type { NewsVerbs } from './news-scenario.js'
import type { ServiceVerbs } from './service-scenario.js'
import type { On, StateWish, Times } from './wanted.js'

export type { On, StateWish, Times } from './wanted.js'

/** How an HTTP service answers instead of its usual way. */
export type HttpAnswer =
  /** Any answer. Absent members: no headers, a body in the service's error style. */
  | ({
      /** HTTP status of the answer. */
      readonly status: number
    } & Partial<Omit<HttpResponse, 'status'>>)
  /** No answer at all; the request hangs until the client gives up. */
  | 'never'
  /** The connection is refused or reset. */
  | 'refused'

/** Verbs about connections. */
export interface ConnectionVerbs {
  /** Ends connections, with a close code or (by default) cut off, which the client sees as 1006. */
  drop(options?: On & { readonly code?: number; readonly reason?: string }): void
  /** Swallows everything and sends nothing, pings included, without closing. */
  goSilent(on?: On): void
  /** Ends {@link ConnectionVerbs.goSilent}. What was swallowed stays lost. */
  resume(on?: On): void
  /** Refuses new connections (and HTTP requests) as if nobody listened; open connections go on. */
  stopAccepting(options?: { readonly only?: 'http' | 'webSocket' }): void
  /** Ends {@link ConnectionVerbs.stopAccepting}. */
  accept(): void
  /** Delays every frame that the server sends, in milliseconds; 0 ends it. */
  delay(milliseconds: number): void
  /** Limits what the server sends on each connection, in bytes a second; `Infinity` ends it. */
  limitBandwidth(bytesPerSecond: number): void
  /** Sends this text as a frame, whatever it is. */
  sendRaw(text: string, on?: On): void
  /** Sends a frame that is not JSON. */
  sendMalformed(on?: On): void
  /** Sends the last frame once more. */
  sendDuplicate(on?: On): void
  /** Sends an update for a stream id that the client closed a moment ago, or never used. */
  sendLate(on?: On): void
  /** Sends an update for a stream id that was never opened. */
  sendUnknownId(on?: On): void
  /** Sends so many pings before the answer to each login to come; 0 ends it. */
  pingStorm(count: number): void
}

/** Verbs about tokens and HTTP services. */
export interface TokenVerbs {
  /** All access tokens issued so far run out now: V1 logins are closed, V2 logins live on. */
  expireTokens(): void
  /** Answers refresh grants with 400 `invalid_grant`. */
  refuseRefreshGrant(options?: Times): void
  /** Answers password grants (and client credentials) as if the credentials were wrong. */
  refusePassword(options?: Times): void
  /** The token service answers so, instead of its usual way. */
  answerTokens(answer: HttpAnswer, options?: Times): void
  /** Service discovery answers so, instead of its usual way. */
  answerDiscovery(answer: HttpAnswer, options?: Times): void
}

/** Verbs about logins. */
export interface LoginVerbs {
  /**
   * Closes logins; `Closed`, `Suspect`, `NotEntitled`, `Force Logout from DACS.` by default. The connection
   * is closed a moment later unless `thenClose` is false.
   */
  closeLogin(options?: On & StateWish & { readonly thenClose?: boolean }): void
  /** Closes logins with `ClosedRecover`; `DacsDown` by default. */
  closeRecoverLogin(options?: On & StateWish & { readonly thenClose?: boolean }): void
  /** Says on the login stream that upstream is in trouble: `Open`, `Suspect`. */
  suspendLogin(options?: On & StateWish): void
  /** Says on the login stream that all is well again. */
  restoreLogin(options?: On & StateWish): void
  /** Refuses the next logins with this state; `Closed`, `Suspect`, `NotEntitled` by default. */
  refuseLogins(times: number, state?: StateWish): void
  /** Refuses the next reissues as if their token were bad. */
  refuseReissue(options?: Times): void
  /** Answers logins so many milliseconds later; 0 ends it, `Infinity` never answers. */
  delayLogin(milliseconds: number): void
}

/**
 * Verbs about items. `name` means the item on every connection unless `on` says which, in all domains in which it
 * is open.
 */
export interface ItemVerbs {
  /** Closes the item: `Closed`, `Suspect`, `NotFound` by default. */
  closeItem(name: string, options?: On & StateWish): void
  /** Closes the item with `ClosedRecover`; with `forever` every later request gets the same answer. */
  closeRecoverItem(name: string, options?: On & StateWish & { readonly forever?: boolean }): void
  /** Says that the item's data is stale: `Open`, `Suspect`. */
  suspectItem(name: string, options?: On & StateWish): void
  /** Sends any status; `Open`, `Ok` by default. One that is not open ends the stream. */
  itemStatus(name: string, options?: On & StateWish): void
  /** Sends an unsolicited refresh with the current image. */
  refreshItem(name: string, on?: On): void
  /**
   * Sends an update now; without fields, the next one that the market makes. Books take no fields,
   * and move on all connections.
   */
  updateItem(name: string, fields?: Readonly<Record<string, unknown>>, on?: On): void
  /** Requests for the item get this state from now on; `undefined` ends it. */
  answerItem(name: string, state: StateWish | undefined): void
  /** A service goes down as an ADS shows it: `Open`, `Suspect`, `**F10: Service Down` on every item. */
  suspectAll(options?: On & StateWish & { readonly service?: string }): void
  /** The service is back: an unsolicited refresh for every item that was told {@link ItemVerbs.suspectAll}. */
  recoverAll(options?: On & { readonly service?: string }): void
}

/** Everything that can be made to go wrong. Verbs act at once, and return before the effect arrives. */
export interface Scenario
  extends
    ConnectionVerbs,
    TokenVerbs,
    LoginVerbs,
    ItemVerbs,
    ServiceVerbs,
    MessageVerbs,
    DictionaryVerbs,
    NewsVerbs {
  /** Ends everything that was asked for "from now on": refusals, answers, delays, limits, storms. */
  clear(): void
}
