import * as t from 'io-ts'
import type { RefreshMessage } from './messages.js'
import { cleanText } from './state.js'

/** What an accepted login tells about the server. Everything has the protocol's default where the server is silent. */
export interface LoginInfo {
  /** Silence after which the server gives us up, and we it; in seconds, absent when not told. */
  readonly pingTimeout?: number
  /** Largest message that the server takes, in bytes of UTF-8; absent when not told. */
  readonly maxMsgSize?: number
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

const Payload = t.partial({ PingTimeout: t.number, MaxMsgSize: t.number }, 'LoginPayload')

const Attributes = t.partial(
  {
    ApplicationName: t.string,
    SingleOpen: t.number,
    SupportBatchRequests: t.number,
    SupportOMMPost: t.number,
    SupportOptimizedPauseResume: t.number,
    SupportPauseResume: t.number,
    SupportViewRequests: t.number,
  },
  'LoginAttributes',
)

/** A member of the wrong type counts as absent: a server's slip in one attribute must not cost the login. */
const tolerant = <Props extends t.Props>(
  codec: t.PartialC<Props>,
  raw: unknown,
): t.TypeOf<t.PartialC<Props>> => {
  if (typeof raw !== 'object' || raw === null) return {}
  const given = raw as Readonly<Record<string, unknown>>
  // By the codec's names and not the server's, which may be those of members that every object has.
  const members = Object.entries<t.Mixed>(codec.props)
    .filter(([name, member]) => Object.hasOwn(given, name) && member.is(given[name]))
    .map(([name]) => [name, given[name]] as const)
  return Object.fromEntries(members) as t.TypeOf<t.PartialC<Props>>
}

/** Less than one second, or one byte, is no limit that anyone could keep. */
const sensible = (value: number | undefined): value is number => value !== undefined && value >= 1

/** Bits of `SupportBatchRequests`. */
const batch = { requests: 1, close: 4 }

/**
 * Reads what a login refresh tells about the server.
 *
 * @param clean - makes text of the server safe to show
 */
export const readLogin = (
  message: RefreshMessage,
  clean: (text: unknown) => string = cleanText,
): LoginInfo => {
  const payload = tolerant(Payload, message.Elements)
  const attributes = tolerant(Attributes, message.Key?.Elements)
  const support = attributes.SupportBatchRequests ?? 0
  return {
    ...(sensible(payload.PingTimeout) ? { pingTimeout: payload.PingTimeout } : {}),
    ...(sensible(payload.MaxMsgSize) ? { maxMsgSize: payload.MaxMsgSize } : {}),
    batchRequests: (support & batch.requests) !== 0,
    batchClose: (support & batch.close) !== 0,
    views: attributes.SupportViewRequests === 1,
    pauseResume: attributes.SupportPauseResume === 1 || attributes.SupportOptimizedPauseResume === 1,
    posts: attributes.SupportOMMPost === 1,
    singleOpen: (attributes.SingleOpen ?? 1) === 1,
    ...(attributes.ApplicationName === undefined
      ? {}
      : { applicationName: clean(attributes.ApplicationName) }),
  }
}
