import type { EventOfService } from '../directory/directory-event.js'
import { cleanText, stateLine, type State } from '../wire/state.js'
import type { ConsumerEvent } from './consumer-event.js'
import { count, duration, host } from './event-words.js'

/**
 * How much an event matters. The names are methods of `console` and of the usual loggers.
 *
 * - `debug`: routine, such as a token that was renewed
 * - `info`: what a person likes to read afterwards: logged in, recovered
 * - `warn`: trouble that passes by itself, or costs one item or message; worth counting
 * - `error`: trouble that stays until a person acts
 */
export type EventLevel = 'debug' | 'info' | 'warn' | 'error'

/** An event in words. */
export interface EventDescription {
  /** How much it matters. */
  readonly level: EventLevel
  /**
   * What happened, in one line of at most 1,024 characters, for people. Not a stable interface: programs decide by
   * `event`. Holds no secret, as the event holds none.
   */
  readonly message: string
}

type Words = readonly [level: EventLevel, text: string]

const goodFor = (from: number, to: number | undefined): string =>
  to === undefined ? '' : `, good for ${duration(to - from)}`

const wantsNext = (from: number, by: number | undefined): string =>
  by === undefined ? '' : `; the server wants the next token within ${duration(by - from)}`

const because = (cause: { readonly message: string } | undefined): string =>
  cause === undefined ? '' : `: ${cause.message}`

const service = ({ name, number }: EventOfService): string => `service ${name ?? number}`

const serving = (up: boolean, accepting: boolean): string =>
  up ? (accepting ? 'up' : 'up, takes no requests') : 'down'

const aboutState = (whose: string, state: State): Words => [
  state.data === 'Suspect' || state.stream !== 'Open' ? 'warn' : 'info',
  `${whose}: ${stateLine(state)}`,
]

/** An event that types do not know, as a fake in a test may tell one: a log must not fail because of it. */
const other = (event: never): Words => {
  const { event: name, cause } = event as { readonly event: unknown; readonly cause?: Error }
  return ['debug', `${String(name)}${because(cause)}`]
}

const words = (event: ConsumerEvent): Words => {
  const { at } = event
  switch (event.event) {
    case 'token.acquired':
      return ['debug', `token acquired (${event.grant})${goodFor(at, event.expiresAt)}`]
    case 'token.renewed':
      return ['debug', `token renewed${goodFor(at, event.expiresAt)}`]
    case 'token.discarded': {
      const { expiresIn, original } = event
      return ['warn', `renewal thrown away (life ${expiresIn} s, not ${original} s): password again`]
    }
    case 'token.failed': {
      const next = event.nextTryAt === undefined ? '' : `, next try in ${duration(event.nextTryAt - at)}`
      return ['warn', `no token (${event.grant})${next}${because(event.cause)}`]
    }
    case 'token.stopped':
      return ['error', `no further tokens${because(event.cause)}`]
    case 'token.shared-suspected':
      return ['error', 'another program seems to sign on with the same credentials']

    case 'endpoint.skipped':
      return ['warn', `${count(event.count, 'address')} of service discovery passed over: ${event.defect}`]
    case 'endpoint.single-zone-only':
      return ['warn', `${event.region} has addresses of a single zone only`]
    case 'endpoint.no-standby':
      return ['warn', `${event.region} has no second address to stand by`]

    case 'connection.opened':
      return ['debug', `connected to ${host(event.url)}`]
    case 'connection.lost':
      return ['warn', event.cause.message]
    case 'frame.malformed':
      return ['warn', 'a frame that is no message was skipped']

    case 'login.accepted':
      return ['info', `logged in${wantsNext(at, event.reissueBy)}`]
    case 'login.reissued':
      return ['debug', `login reissued with the new token${goodFor(at, event.tokenExpiresAt)}`]
    case 'login.reissue-skipped':
      return ['warn', 'no reissue: the new token had expired already']
    case 'login.renewals-failed':
      return ['warn', `no further token for this login${because(event.cause)}`]
    case 'login.state':
      return event.state.data === 'Suspect'
        ? ['warn', `login suspect: ${event.state.text}`]
        : ['info', `login in order again: ${event.state.text}`]
    case 'login.closed':
      return ['warn', event.cause.message]
    case 'server.error':
      return ['warn', `the server could not read a message: ${event.text}`]

    case 'service.added':
      return ['debug', `${service(event)} is there: ${serving(event.up, event.accepting)}`]
    case 'service.removed':
      return ['warn', `${service(event)} is gone`]
    case 'service.state': {
      const { up, accepting } = event
      return [up && accepting ? 'info' : 'warn', `${service(event)} is ${serving(up, accepting)}`]
    }
    case 'service.status':
      return aboutState(service(event), event.state)
    case 'service.group-status':
      return aboutState(`a group of ${service(event)}`, event.state)
    case 'directory.unavailable':
      return ['warn', `no source directory: ${event.state.text}`]

    case 'items.recovered': {
      const items = count(event.count, 'item')
      return ['info', `${items} recovered on the new session in ${duration(event.durationMs)}`]
    }
    case 'item.dropped':
      return ['warn', `${event.name}: a message was dropped: ${event.reason}`]
    case 'item.error':
      return ['warn', `${event.name}: ${event.text}`]
    case 'item.timeout':
      return ['warn', `${event.name}: no answer to request ${event.attempt}`]
    case 'post.acked':
      return ['debug', `${event.name}: post ${event.postId} accepted in ${duration(event.durationMs)}`]
    case 'post.failed':
      return ['warn', `${event.name}: post failed (${event.code})`]
    case 'post.answered-late':
      return ['warn', `post ${event.postId} was answered late: ${event.nakCode}`]

    case 'retry.scheduled':
      return ['warn', `next attempt in ${duration(event.delayMs)}${because(event.cause)}`]
    case 'consumer.failed':
      return ['error', `given up${because(event.cause)}`]
    default:
      return other(event)
  }
}

/**
 * An event as a log wants it: how much it matters, and one line of text. For structure, log the event besides.
 *
 * @param event - an event of `events$`
 * @returns level and text; a pure function of the event
 *
 * @example
 * ```ts
 * import { describeEvent, type Consumer } from 'rx-omm'
 *
 * declare const consumer: Consumer
 * consumer.events$.subscribe((event) => {
 *   const { level, message } = describeEvent(event)
 *   console[level](message)
 * })
 * ```
 */
export const describeEvent = (event: ConsumerEvent): EventDescription => {
  const [level, text] = words(event)
  // Names come from the application, and a line break in one would begin a line of the log.
  return { level, message: cleanText(text) }
}
