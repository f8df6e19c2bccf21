import type { ConsumerEvent } from 'rx-omm'
import { plain } from '../look/plain'

/** Something that happened, as a line of the log. */
export interface Mark {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly tone: 'good' | 'info' | 'bad'
  readonly text: string
  /** Whether the live session was told of a new token: the drawing has a mark for it. */
  readonly reissue?: true
}

/** A number and its unit stay together where a line breaks. */
const seconds = (ms: number): string =>
  ms < 1_000 ? `${Math.round(ms)}\u00A0ms` : `${(ms / 1_000).toFixed(1)}\u00A0s`

const sentence = (text: string): string => plain(text).replace(/^./, (letter) => letter.toUpperCase())

/** How an event is told: its tone and its text. Nothing where a reader of the page has no use for it. */
const told = (event: ConsumerEvent): Pick<Mark, 'tone' | 'text'> | undefined => {
  switch (event.event) {
    case 'token.acquired':
      return { tone: 'good', text: `Token acquired, good for ${seconds(event.expiresAt - event.at)}` }
    case 'token.renewed':
      return { tone: 'good', text: `Token renewed, good for ${seconds(event.expiresAt - event.at)}` }
    // Where no session stands on it, a retry follows and tells of it.
    case 'token.failed':
      if (event.nextTryAt === undefined) return undefined
      return {
        tone: 'bad',
        text: `${sentence(event.cause.message)}; asked again in ${seconds(event.nextTryAt - event.at)}`,
      }
    case 'token.stopped':
      return { tone: 'bad', text: `No more tokens: ${plain(event.cause.message)}` }
    case 'login.accepted':
      return { tone: 'good', text: `Login accepted by ${new URL(event.url).host}` }
    case 'login.reissued':
      return { tone: 'good', text: 'Live session told the new token (login reissue)' }
    case 'login.state':
      return { tone: 'info', text: `Login is ${event.state.data}: ${plain(event.state.text)}` }
    case 'connection.opened':
      return { tone: 'info', text: `Connected to ${new URL(event.url).host}` }
    // This ends every attempt and every session that failed, so what led to it needs no line of its own.
    case 'retry.scheduled': {
      const next = `attempt ${event.attempt + 1} in ${seconds(event.delayMs)}`
      return { tone: 'bad', text: `${sentence(event.cause.message)}; ${next}` }
    }
    case 'items.recovered':
      return {
        tone: 'good',
        text: `${event.count} items answered within ${seconds(event.durationMs)} of the login`,
      }
    case 'consumer.failed':
      return { tone: 'bad', text: `Ended for good: ${plain(event.cause.message)}` }
    default:
      return undefined
  }
}

/** An event as a mark; nothing where it is not told. */
export const markOf = (event: ConsumerEvent): Mark | undefined => {
  const line = told(event)
  if (line === undefined) return undefined
  return { at: event.at, ...line, ...(event.event === 'login.reissued' && { reissue: true }) }
}
