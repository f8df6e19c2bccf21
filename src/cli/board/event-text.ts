import type { ConsumerEvent, OmmError } from '../../index.js'
import type { Style } from './span.js'
import { count, duration, host } from './format.js'

/** What is to be told about an event. */
export interface Telling {
  readonly tone: Extract<Style, 'plain' | 'good' | 'warn' | 'bad'>
  readonly text: string
}

const plain = (text: string): Telling => ({ tone: 'plain', text })
const good = (text: string): Telling => ({ tone: 'good', text })
const warn = (text: string): Telling => ({ tone: 'warn', text })
const bad = (text: string): Telling => ({ tone: 'bad', text })

const within = (from: number, to: number | undefined): string => (to === undefined ? '' : duration(to - from))

const goodFor = (from: number, to: number | undefined): string =>
  to === undefined ? '' : `, good for ${within(from, to)}`

/** An event that has no words here yet. */
const other = (event: { readonly event: string; readonly cause?: { readonly message: string } }): Telling =>
  plain(event.cause === undefined ? event.event : `${event.event}: ${event.cause.message}`)

/**
 * An event in words.
 *
 * @param known - an error that has just been told, and need not be repeated
 */
export const eventText = (event: ConsumerEvent, known?: OmmError): Telling => {
  const { at } = event
  switch (event.event) {
    case 'token.acquired':
      return plain(`token acquired (${event.grant})${goodFor(at, event.expiresAt)}`)
    case 'token.renewed':
      return plain(`token renewed${goodFor(at, event.expiresAt)}`)
    case 'token.discarded':
      return warn(`renewal thrown away (life ${event.expiresIn} s, not ${event.original} s): password again`)
    case 'token.failed': {
      const next = event.nextTryAt === undefined ? '' : `, next try in ${within(at, event.nextTryAt)}`
      return warn(`no token${next}: ${event.cause.message}`)
    }
    case 'token.stopped':
      return bad(`no further tokens: ${event.cause.message}`)
    case 'token.shared-suspected':
      return warn('another program seems to sign on with the same credentials')
    case 'connection.opened':
      return plain(`connected to ${host(event.url)}`)
    case 'connection.lost':
      return bad(event.cause.message)
    case 'frame.malformed':
      return warn('a frame that is no message was skipped')
    case 'login.accepted':
      return good('logged in')
    case 'login.reissued':
      return good(`login reissued with the new token${goodFor(at, event.tokenExpiresAt)}`)
    case 'login.reissue-skipped':
      return warn('no reissue: the new token had expired already')
    case 'login.renewals-failed':
      return warn(
        `no further token for this login${event.cause === undefined ? '' : `: ${event.cause.message}`}`,
      )
    case 'login.state':
      return event.state.data === 'Suspect'
        ? warn(`login suspect: ${event.state.text}`)
        : good(`login in order again: ${event.state.text}`)
    case 'login.closed':
      return bad(event.cause.message)
    case 'server.error':
      return bad(`the server could not read a message: ${event.text}`)
    case 'items.recovered':
      return good(
        `${count(event.count, 'item')} recovered on the new session in ${duration(event.durationMs)}`,
      )
    case 'item.dropped':
      return warn(`${event.name}: a message was dropped: ${event.reason}`)
    case 'item.error':
      return warn(`${event.name}: ${event.text}`)
    case 'item.timeout':
      return warn(`${event.name}: no answer to request ${event.attempt}`)
    case 'retry.scheduled':
      return warn(
        `next attempt in ${duration(event.delayMs)}${event.cause === known ? '' : `: ${event.cause.message}`}`,
      )
    case 'consumer.failed':
      return bad(`given up: ${event.cause.message}`)
    case 'endpoint.skipped':
      return warn(`${count(event.count, 'address')} of service discovery passed over: ${event.defect}`)
    case 'endpoint.single-zone-only':
      return warn(`${event.region} has addresses of a single zone only`)
    case 'endpoint.no-standby':
      return warn(`${event.region} has no second address to stand by`)
    default:
      return other(event)
  }
}
