import type { RefreshMessage } from './messages.js'
import { numberIn } from './number-in.js'
import { cleanText } from './state.js'
import { elementOf } from './values/element-of.js'

/** What an accepted login tells about the server. Everything has the protocol's default where the server is silent. */
export interface LoginInfo {
  /** Silence after which the server gives us up, and we it; in seconds, absent when not told. */
  readonly pingTimeout?: number
  /** Largest message that the server takes, in bytes of UTF-8; absent when not told. */
  readonly maxMsgSize?: number
  /** When the server wants the next token at the latest, in milliseconds since 1970; absent when not told. */
  readonly reissueBy?: number
  /** The server takes requests for several items at once. */
  readonly batchRequests: boolean
  /** The server takes the end of several streams at once. */
  readonly batchClose: boolean
  /** The server takes views. */
  readonly views: boolean
  /** The server pauses and resumes streams. */
  readonly pauseResume: boolean
  /** The server takes posts. */
  readonly posts: boolean
  /** The server recovers items by itself (`SingleOpen`). */
  readonly singleOpen: boolean
  /** Name that the server gives itself. */
  readonly applicationName?: string
}

/** Less than one second, or one byte, is no limit that anyone could keep; nor is the beginning of time. */
const sensible = (value: number | undefined): value is number => value !== undefined && value >= 1

/** Bits of `SupportBatchRequests`. */
const batch = { requests: 1, close: 4 }

/**
 * Reads what a login refresh tells about the server. An element of the wrong type counts as absent: a slip of the
 * server in one attribute must not cost the login.
 *
 * @param clean - makes text of the server safe to show
 */
export const readLogin = (
  message: RefreshMessage,
  clean: (text: unknown) => string = cleanText,
): LoginInfo => {
  const attributes = message.Key?.Elements
  const isOn = (name: string): boolean => numberIn(attributes, name) === 1
  const pingTimeout = numberIn(message.Elements, 'PingTimeout')
  const maxMsgSize = numberIn(message.Elements, 'MaxMsgSize')
  const reissueBy = numberIn(attributes, 'AuthenticationTTReissue')
  const support = numberIn(attributes, 'SupportBatchRequests') ?? 0
  const applicationName = elementOf(attributes, 'ApplicationName')
  return {
    ...(sensible(pingTimeout) ? { pingTimeout } : {}),
    ...(sensible(maxMsgSize) ? { maxMsgSize } : {}),
    ...(sensible(reissueBy) ? { reissueBy: reissueBy * 1000 } : {}),
    batchRequests: (support & batch.requests) !== 0,
    batchClose: (support & batch.close) !== 0,
    views: isOn('SupportViewRequests'),
    pauseResume: isOn('SupportPauseResume') || isOn('SupportOptimizedPauseResume'),
    posts: isOn('SupportOMMPost'),
    singleOpen: (numberIn(attributes, 'SingleOpen') ?? 1) === 1,
    ...(typeof applicationName === 'string' ? { applicationName: clean(applicationName) } : {}),
  }
}
