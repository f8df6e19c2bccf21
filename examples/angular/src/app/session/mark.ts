import type { ConsumerEvent } from 'rx-omm'

/** Something that happened, as a dot on the timeline and a line of the log. */
export interface Mark {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly lane: 'token' | 'session' | 'items'
  readonly tone: 'good' | 'info' | 'bad'
  readonly text: string
  /** Whether the live session was told of a new token. */
  readonly reissue?: true
}

const seconds = (ms: number): string => (ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`)

/** An event as a mark; nothing where a reader of the page has no use for it. */
export const markOf = (event: ConsumerEvent): Mark | undefined => {
  const { at } = event
  switch (event.event) {
    case 'token.acquired':
      return {
        at,
        lane: 'token',
        tone: 'good',
        text: `Token acquired, good for ${seconds(event.expiresAt - at)}`,
      }
    case 'token.renewed':
      return {
        at,
        lane: 'token',
        tone: 'good',
        text: `Token renewed, good for ${seconds(event.expiresAt - at)}`,
      }
    case 'token.failed':
    case 'token.stopped':
      return { at, lane: 'token', tone: 'bad', text: `No token: ${event.cause.message}` }
    case 'login.accepted':
      return { at, lane: 'session', tone: 'good', text: `Login accepted by ${new URL(event.url).host}` }
    case 'login.reissued':
      return {
        at,
        lane: 'session',
        tone: 'good',
        text: 'New token told to the live session (login reissue)',
        reissue: true,
      }
    case 'login.closed':
      return { at, lane: 'session', tone: 'bad', text: `Login closed: ${event.cause.message}` }
    case 'login.state':
      return { at, lane: 'session', tone: 'info', text: `Login is ${event.state.data}: ${event.state.text}` }
    case 'connection.opened':
      return { at, lane: 'session', tone: 'info', text: `Connected to ${new URL(event.url).host}` }
    case 'connection.lost':
      return { at, lane: 'session', tone: 'bad', text: `Connection lost: ${event.cause.message}` }
    case 'retry.scheduled':
      return {
        at,
        lane: 'session',
        tone: 'info',
        text: `Attempt ${event.attempt} failed (${event.cause.message}), the next in ${seconds(event.delayMs)}`,
      }
    case 'items.recovered':
      return {
        at,
        lane: 'items',
        tone: 'good',
        text: `${event.count} items answered within ${seconds(event.durationMs)} of the login`,
      }
    case 'consumer.failed':
      return { at, lane: 'session', tone: 'bad', text: `Ended for good: ${event.cause.message}` }
    default:
      return undefined
  }
}
